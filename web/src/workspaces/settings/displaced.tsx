import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarX, ExternalLink } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AffectedAppointment, Displaced, HoursPlan } from "@/api/types";
import { displacedQuery } from "@/features/settings/api";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { SpeciesIcon } from "@/ui/species-icon";

const TYPING_MS = 300;
const FRESH_MS = 15_000;

export interface DisplacedState {
  found: Displaced | null;
  isFailed: boolean;
  retry: () => void;
  /** Something stands outside, and the person can see it. */
  isTold: boolean;
  /** Before saving: false when there is something to see that was not on the screen yet. Who cannot be told may save. A second click while it is asked goes no further. */
  mayGoOn: () => Promise<boolean>;
}

/** What would stand outside if `plan` were saved; null while there is nothing to save or it cannot be yet. */
export function useDisplaced(plan: HoursPlan | null): DisplacedState {
  const { slug } = useMap();
  const queries = useQueryClient();
  const wanted = plan && JSON.stringify(plan);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    if (wanted === asked) return;
    const timer = setTimeout(() => setAsked(wanted), wanted === null ? 0 : TYPING_MS);
    return () => clearTimeout(timer);
  }, [wanted, asked]);
  const query = useQuery({ ...displacedQuery(slug, JSON.parse(asked ?? "{}") as HoursPlan), enabled: asked !== null, staleTime: FRESH_MS, retry: false });
  const isShown = asked !== null && asked === wanted;
  const found = isShown ? (query.data ?? null) : null;
  const isTold = found !== null && countOf(found) > 0;
  const isAsking = useRef(false);
  const mayGoOn = useCallback(async () => {
    if (isAsking.current) return false;
    if (wanted === null || isTold) return true;
    isAsking.current = true;
    try {
      const now = await queries.fetchQuery({ ...displacedQuery(slug, JSON.parse(wanted) as HoursPlan), staleTime: FRESH_MS, retry: false });
      setAsked(wanted);
      return countOf(now) === 0;
    } catch {
      return true;
    } finally {
      isAsking.current = false;
    }
  }, [wanted, isTold, queries, slug]);
  return { found, isFailed: isShown && query.isError, retry: () => void query.refetch(), isTold, mayGoOn };
}

function countOf({ appointments, requests }: Displaced): number {
  return appointments + requests;
}

export interface DisplacedNoteProps {
  state: DisplacedState;
  zone: string;
  /** Why they stand outside: the hours of the practice, of a person, or a leave. */
  because: "closed" | "hours" | "own" | "leave" | "gone";
  /** Whose agenda it is about, where there is one: the way to it. */
  vetId?: string | undefined;
  className?: string;
}

/** Says before saving which appointments and requests would be left standing, each with the way to it. */
export function DisplacedNote({ state: { found, isFailed, retry }, zone, because, vetId, className }: DisplacedNoteProps) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const schedule = useMap().href("schedule");
  if (isFailed) {
    return <Note className={className}>{t("displaced.failed")} <Button size="s" tone="link" onClick={retry}>{t("common:action.retry")}</Button></Note>;
  }
  if (!found || countOf(found) === 0) return null;
  const parts = [
    ...(found.appointments > 0 ? [t("displaced.appointments", { count: found.appointments })] : []),
    ...(found.requests > 0 ? [t("displaced.requests", { count: found.requests })] : []),
  ];
  const more = countOf(found) - found.items.length;
  return (
    <Note tone="amber" icon={CalendarX} role="status" className={className}>
      <p className="font-semibold first-letter:uppercase">{t(`displaced.${because}`, { what: f.list(parts), count: countOf(found) })}</p>
      <p className="type-small text-ink-2">{t(because === "gone" ? "displaced.takeOver" : "displaced.stay")}</p>
      <ul aria-label={t("displaced.list")} className="mt-2 flex max-h-56 flex-col overflow-y-auto rounded-md bg-surface p-1">
        {found.items.map((one) => <DisplacedLine key={one.id} one={one} zone={zone} />)}
      </ul>
      {more > 0 && <p className="type-small mt-1 text-ink-2">{t("displaced.more", { count: more })}</p>}
      {vetId && found.items[0] && schedule && (
        <p className="mt-1.5"><a href={`${schedule}?span=week&vet=${vetId}&day=${dayIn(found.items[0].starts_at, zone)}`} target="_blank" rel="noreferrer" className="weight-name text-blue-ink hover:underline">{t("displaced.toSchedule")}<span className="sr-only"> {t("displaced.newTab")}</span></a></p>
      )}
    </Note>
  );
}

/** Opens beside this screen: what is typed here is not saved yet. */
export function DisplacedLine({ one, zone }: { one: AffectedAppointment; zone: string }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const { href } = useMap();
  const schedule = href("schedule");
  const content = (
    <>
      <SpeciesIcon species={one.species} size={24} className="row-span-2 mt-0.5" />
      <span className="min-w-0 truncate"><b className="text-ink">{one.patient_name}</b> <span className="text-ink-2">{one.client_name}</span></span>
      {schedule && <ExternalLink size={14} aria-hidden="true" className="row-span-2 self-center text-ink-3" />}
      <span className="type-small col-start-2 text-ink-2">
        <span className="mono">{f.dateTime(one.starts_at, zone)}</span> · {one.vet_name}{one.state === "pending" && ` · ${t("displaced.asked")}`}
      </span>
    </>
  );
  const look = "grid min-h-11 grid-cols-[24px_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-md px-1.5 py-1";
  return (
    <li>
      {schedule ? (
        <a href={`${schedule}?day=${dayIn(one.starts_at, zone)}&selected=${one.id}`} target="_blank" rel="noreferrer" className={`${look} hover:bg-hover`}>
          {content}
          <span className="sr-only">{t("displaced.newTab")}</span>
        </a>
      ) : (
        <span className={look}>{content}</span>
      )}
    </li>
  );
}
