import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarOff, CalendarPlus, Clock, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { HoursException } from "@/api/types";
import { acting } from "@/features/appointments/digits";
import { clearException, exceptionsQuery, NO_EXCEPTION, setException } from "@/features/settings/api";
import type { Week } from "@/features/settings/rules";
import { useActions, type RailAction } from "@/lib/actions";
import { addDays } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button, IconButton } from "@/ui/button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { ExceptionDialog, type ExceptionDialogProps } from "./exception-dialog";

const DAYS_SHOWN = 366;

/** Dated exceptions to the week, the nearest first. */
export function Exceptions({ zone, usual }: { zone: string; usual: Week }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const { slug } = useMap();
  const queries = useQueryClient();
  const problemText = useProblemText("w-settings");
  const [today] = useState(() => dayIn(new Date(), zone));
  const [editing, setEditing] = useState<HoursException | "new" | null>(null);
  const until = addDays(today, DAYS_SHOWN);
  const list = exceptionsQuery(slug, today, until);
  const isCut = useQuery({ ...list, select: ({ is_cut }) => is_cut }).data ?? false;
  const { data: items, isError, refetch } = useQuery(list);
  useActions(useMemo<RailAction[]>(() => [{ ...acting("settings.add"), label: t("exception.add"), icon: CalendarPlus, run: () => setEditing("new") }], [t]));

  const refresh = (): void => {
    void queries.invalidateQueries({ queryKey: ["hours-exceptions", slug] });
    void queries.invalidateQueries({ queryKey: ["slots"] });
  };
  const save: ExceptionDialogProps["onSave"] = async (on, version, hours, note) => {
    try {
      await setException(slug, on, version, { hours, note });
    } catch (error) {
      if (!isProblem(error, "stale")) throw error;
      const now = await queries.fetchQuery({ ...list, staleTime: 0 });
      return { theirs: now.items.find((one) => one.on_date === on) ?? null };
    }
    refresh();
    setEditing(null);
    return null;
  };
  const putBack = ({ on_date: on, hours, note }: HoursException): void =>
    void setException(slug, on, NO_EXCEPTION, { hours, note }).catch((error: unknown) => toast.failed(problemText(error))).then(refresh);
  const remove = (one: HoursException): void => {
    clearException(slug, one.on_date, one.version).then(
      () => {
        refresh();
        toast.done(t("exception.removed"), () => putBack(one));
      },
      (error: unknown) => {
        if (!isProblem(error, "stale")) return toast.failed(problemText(error), () => remove(one));
        refresh();
        return toast.failed(t("exception.stale", { date: f.date(one.on_date, "medium") }));
      },
    );
  };
  return (
    <section aria-label={t("exception.title")} className="min-w-0">
      <div className="flex items-center justify-between gap-3 px-2 pt-1.5 pb-2">
        <h3 className="type-h3">{t("exception.title")}</h3>
        <Button size="s" keyCap="4" onClick={() => setEditing("new")}>{t("exception.add")}</Button>
      </div>
      {isError ? (
        <ErrorState title={t("exception.failed")} action={<Button size="s" onClick={() => void refetch()}>{t("common:action.retry")}</Button>} />
      ) : !items ? (
        <Loading label={t("common:state.loading")} className="flex flex-col gap-3 p-2"><Skeleton className="h-9" /><Skeleton className="h-9" /></Loading>
      ) : items.length === 0 ? (
        <EmptyState title={t("exception.none")}>{t("exception.noneText")}</EmptyState>
      ) : (
        <ul className="flex flex-col">
          {items.map((one) => <ExceptionLine key={one.on_date} one={one} onEdit={() => setEditing(one)} onRemove={() => remove(one)} />)}
        </ul>
      )}
      {items && <p className="type-small px-2 pt-2 text-ink-3">{t("exception.until", { date: f.date(isCut ? (items.at(-1)?.on_date ?? until) : until, "long") })}</p>}
      {editing !== null && (
        <ExceptionDialog zone={zone} exception={editing === "new" ? null : editing} today={today} usual={usual} taken={items ?? []} onSave={save} onClose={() => setEditing(null)} />
      )}
    </section>
  );
}

function ExceptionLine({ one, onEdit, onRemove }: { one: HoursException; onEdit: () => void; onRemove: () => void }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const isClosed = one.hours.length === 0;
  const date = f.date(one.on_date, "medium");
  return (
    <li className="group relative flex items-start gap-2 rounded-md px-2 py-2 hover:bg-hover">
      <div className="min-w-0 flex-1">
        <button type="button" onClick={onEdit} className="text-start font-semibold first-letter:uppercase after:absolute after:inset-0 after:rounded-md">
          {date}
        </button>
        <p className="type-small text-ink-2">
          {isClosed ? one.note || t("exception.closedDay") : [one.hours.map((span) => `${span.opens}–${span.closes}`).join(", "), one.note].filter(Boolean).join(" · ")}
        </p>
      </div>
      {isClosed ? <Tag tone="amber" icon={<CalendarOff aria-hidden="true" />}>{t("exception.closed")}</Tag> : <Tag tone="blue" icon={<Clock aria-hidden="true" />}>{t("exception.other")}</Tag>}
      <IconButton label={t("exception.remove", { date })} onClick={onRemove} className="relative -my-1"><Trash2 size={15} aria-hidden="true" /></IconButton>
    </li>
  );
}
