import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Likely, MergeCard } from "@/api/types";
import { dismissDuplicate, duplicatesQuery, restoreDuplicate } from "@/features/patients/merges";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";

import { MergeDialog, type Two } from "./merge-dialog";

/** Who looks like whom: made one, or said to be two. */
export function DuplicatesScreen() {
  const { t } = useTranslation(["w-patient", "common"]);
  const { slug } = useMap();
  useCrumb({ key: "duplicates", title: t("merge.list.title"), icon: "patient" });
  const { data, isError, refetch } = useQuery(duplicatesQuery(slug));
  const [two, setTwo] = useState<Two | null>(null);
  const dismiss = useDismiss(slug);
  const count = data?.items.length ?? 0;
  return (
    <div className="flex max-w-[860px] flex-col gap-3">
      <header>
        <h1 className="type-h1" aria-live="polite">{data ? t(data.is_all ? "merge.list.heading" : "merge.list.headingMany", { count }) : t("merge.list.title")}</h1>
        <p className="text-ink-2">{t("merge.list.lead")}</p>
      </header>
      <Sheet className="px-4 py-1.5">
        {isError && !data ? (
          <ErrorState className="shadow-none" title={t("merge.list.failed")} action={<Button onClick={() => void refetch()}>{t("common:action.retry")}</Button>} />
        ) : !data ? (
          <Loading label={t("common:state.loading")} className="flex flex-col gap-3 py-2">{Array.from({ length: 5 }, (_, index) => <Skeleton key={index} className="h-12" />)}</Loading>
        ) : count === 0 ? (
          <EmptyState className="shadow-none" title={t("merge.list.none")}>{t("merge.list.noneText")}</EmptyState>
        ) : (
          <ul aria-label={t("merge.list.title")}>
            {data.items.map((pair) => (
              <PairRow key={`${pair.one.id} ${pair.other.id}`} pair={pair} onMerge={() => setTwo({ kind: pair.kind, keptId: pair.one.id, droppedId: pair.other.id })} onDismiss={() => dismiss(pair)} />
            ))}
          </ul>
        )}
      </Sheet>
      {two && <MergeDialog slug={slug} from={two} onClose={() => setTwo(null)} />}
    </div>
  );
}

function useDismiss(slug: string): (pair: Likely) => void {
  const { t } = useTranslation("w-patient");
  const problemText = useProblemText("w-patient");
  const queries = useQueryClient();
  return (pair) => {
    const body = { kind: pair.kind, one_id: pair.one.id, other_id: pair.other.id };
    const changed = (): void => void queries.invalidateQueries({ queryKey: ["duplicates"] });
    const restore = (): void => void restoreDuplicate(slug, body).then(changed, (error: unknown) => toast.failed(problemText(error), restore));
    const dismiss = (): void =>
      void dismissDuplicate(slug, body).then(
        () => {
          changed();
          toast.done(t("merge.list.dismissed", { one: pair.one.name, other: pair.other.name }), restore);
        },
        (error: unknown) => toast.failed(problemText(error), dismiss),
      );
    dismiss();
  };
}

function PairRow({ pair, onMerge, onDismiss }: { pair: Likely; onMerge: () => void; onDismiss: () => void }) {
  const { t } = useTranslation("w-patient");
  const f = useFormats();
  const names = { one: pair.one.name, other: pair.other.name };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-2.5 last:border-b-0">
      <div className="grid min-w-0 flex-1 basis-[380px] gap-x-4 gap-y-1 tablet:grid-cols-2">
        <One card={pair.one} />
        <One card={pair.other} />
        <p className="type-small text-ink-3 tablet:col-span-2">{t("merge.same", { what: f.list(pair.alike.map((what) => t(`duplicates.on.${what}`))) })}</p>
      </div>
      <div className="flex gap-2">
        <Button size="s" aria-label={t("merge.list.differOf", names)} onClick={onDismiss}>{t("merge.list.differ")}</Button>
        <Button size="s" aria-label={t("merge.list.mergeOf", names)} onClick={onMerge}>{t("merge.list.merge")}</Button>
      </div>
    </li>
  );
}

function One({ card }: { card: MergeCard }) {
  const { t } = useTranslation("w-patient");
  const more = card.number === null ? [card.breed, t("merge.of", { name: card.place })] : [t("merge.number", { number: card.number }), card.place, ...card.animals];
  return (
    <p className="min-w-0">
      <b className="break-words">{card.name}</b>
      <span className="type-small block break-words text-ink-2">{more.filter(Boolean).join(", ")}</span>
    </p>
  );
}
