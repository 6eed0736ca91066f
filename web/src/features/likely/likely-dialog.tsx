import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useMay } from "@/features/identity/session";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Switch } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { ErrorState, Skeleton } from "@/ui/states";

import { forgetLikely, likelySettingsQuery, switchLikely, type Whose } from "./api";

export interface LikelyDialogProps {
  slug: string;
  onClose: () => void;
}

/** How it is learned, a switch for oneself, and for whoever manages the practice one for all; and forgetting. */
export function LikelyDialog({ slug, onClose }: LikelyDialogProps) {
  const { t } = useTranslation(["likely", "common"]);
  const mayManage = useMay(slug, "practice.manage");
  const { data, isError, refetch } = useQuery(likelySettingsQuery(slug));
  return (
    <Dialog isOpen onClose={onClose} title={t("dialog.title")} closeLabel={t("common:action.close")} footer={<Button onClick={onClose}>{t("common:action.close")}</Button>}>
      <p className="mb-4 text-ink-2">{t("dialog.lead")}</p>
      {isError && !data && <ErrorState title={t("dialog.failed")} action={<Button onClick={() => void refetch()}>{t("common:action.retry")}</Button>} />}
      {!data && !isError && <Skeleton className="h-28 rounded-md" />}
      {data && (
        <>
          {!data.is_on_for_practice && !mayManage && <Note tone="slate" className="mb-3">{t("dialog.practiceOff")}</Note>}
          <Part slug={slug} whose="mine" isOn={data.is_on_for_me} acts={data.mine_acts} />
          {mayManage && <Part slug={slug} whose="practice" isOn={data.is_on_for_practice} acts={data.practice_acts} />}
        </>
      )}
    </Dialog>
  );
}

const TEXTS = {
  mine: { name: "dialog.mine", hint: "dialog.mineHint", count: "dialog.taught", forget: "dialog.forgetMine", sure: "dialog.forgetMineSure", done: "dialog.forgotMine" },
  practice: { name: "dialog.practice", hint: "dialog.practiceHint", count: "dialog.all", forget: "dialog.forgetAll", sure: "dialog.forgetAllSure", done: "dialog.forgotAll" },
} as const;

function Part({ slug, whose, isOn, acts }: { slug: string; whose: Whose; isOn: boolean; acts: number }) {
  const { t } = useTranslation("likely");
  const queries = useQueryClient();
  const problemText = useProblemText("likely");
  const [isAsked, setAsked] = useState(false);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const texts = TEXTS[whose];
  const after = (work: Promise<void>): Promise<void> => work.then(() => queries.invalidateQueries({ queryKey: ["likely"] }));
  const turn = (next: boolean): void => {
    setWanted(next);
    after(switchLikely(slug, whose, next)).catch((error: unknown) => toast.failed(problemText(error))).finally(() => setWanted(null));
  };
  const forget = (): void => {
    setAsked(false);
    after(forgetLikely(slug, whose)).then(() => toast.done(t(texts.done)), (error: unknown) => toast.failed(problemText(error), forget));
  };
  return (
    <div className="flex flex-col gap-2 border-t border-line py-3.5">
      <Switch isEnd label={t(texts.name)} hint={t(texts.hint)} checked={wanted ?? isOn} disabled={wanted !== null} onChange={(event) => turn(event.target.checked)} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="type-small text-ink-3">{isAsked ? t("dialog.sure") : t(texts.count, { count: acts })}</span>
        <span className="ml-auto flex gap-2">
          {isAsked && <Button size="s" onClick={() => setAsked(false)}>{t("dialog.keep")}</Button>}
          {isAsked ? <Button size="s" tone="stop" onClick={forget}>{t(texts.sure)}</Button> : acts > 0 && <Button size="s" tone="bare" onClick={() => setAsked(true)}>{t(texts.forget)}</Button>}
        </span>
      </div>
    </div>
  );
}
