import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { appointmentQuery, appointmentsQuery, foundAppointmentsQuery } from "@/features/appointments/api";
import { BookDialog } from "@/features/appointments/book-dialog";
import { useNow, useOwnVetId, useZone } from "@/features/appointments/practice";
import { Requests, useRequests } from "@/features/appointments/requests";
import { daysOfWeek } from "@/features/appointments/rules";
import { StepDialogs, type AskedStep } from "@/features/appointments/step-dialogs";
import { useActionsFor } from "@/features/appointments/use-actions-for";
import { whoOf } from "@/features/appointments/visit-line";
import { useMay } from "@/features/identity/session";
import { resourcesQuery } from "@/features/settings/api";
import { useCheckIn } from "@/features/visits/use-moves";
import { useActions } from "@/lib/actions";
import { addDays, startOfWeek } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useSearchRefusal } from "@/lib/problems";
import { useCrumb } from "@/lib/trail";
import { Sheet } from "@/ui/card";

import { DayBar } from "./day-bar";
import { DaySheet } from "./day-sheet";
import { DetailPanel } from "./detail-panel";
import { Filters } from "./filters";
import { FoundList } from "./found-list";
import { loads, shownRows } from "./rules";
import { useAway } from "./use-away";
import { useView, type View } from "./use-view";
import { WaitlistPanel } from "./waitlist";

const SEARCH_BACK = 30;
const SEARCH_DAYS = 365;

export function Screen() {
  const { t } = useTranslation(["w-schedule", "appointments", "patients", "common"]);
  const f = useFormats();
  const map = useMap();
  const { slug } = map;
  const now = useNow();
  const zone = useZone(slug);
  const today = dayIn(now, zone);
  const [view, change] = useView(today);
  const week = daysOfWeek(startOfWeek(view.day));
  const resources = useQuery({ ...resourcesQuery(slug), staleTime: 300_000 }).data ?? [];
  const vets = resources.filter(({ kind }) => kind === "vet");
  // The whole week is asked once: its days are then one press away without waiting.
  const rows = useQuery({ ...appointmentsQuery(slug, { from: week[0] ?? view.day, to: week[6] ?? view.day }), placeholderData: keepPreviousData });
  const away = useAway(slug, week[0] ?? view.day, week[6] ?? view.day);
  const window = { from: addDays(today, -SEARCH_BACK), to: addDays(today, SEARCH_DAYS), q: view.q, vet: view.vet, state: view.state };
  const refused = useSearchRefusal()(useInfiniteQuery({ ...foundAppointmentsQuery(slug, window), enabled: view.q !== "" }).error);
  const { selected, asked, setAsked, isBooking, setBooking, select } = useSelection(slug, view, change, rows.data);
  const ownVetId = useOwnVetId(slug) ?? null;
  const mayRegister = useMay(slug, "patients.write") && map.href("patient") !== null;
  const book = useCallback(() => setBooking(true), [setBooking]);
  const checkIn = useCheckIn(slug, zone);

  useCrumb({ key: "schedule", title: t("title"), icon: "schedule" });
  useActions(useActionsFor(slug, selected, now, setAsked, book, checkIn), selected && `${whoOf(selected)}, ${f.day(selected.starts_at, zone, now)} ${f.time(selected.starts_at, zone)}`, "appointment");

  const heading = view.span === "week" ? t("weekOf", { from: f.date(week[0] ?? view.day, "short"), to: f.date(week[6] ?? view.day, "short") }) : f.date(view.day, "medium");
  const chosen = [vets.find((vet) => vet.id === view.vet)?.name, view.state && t(`common:appointment.${view.state}`)].filter(Boolean);
  return (
    <div className="flex min-h-full flex-col gap-2.5 print:block">
      <header className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2">
        <h1 className="type-h1 first-letter:uppercase">{heading}</h1>
        {chosen.length > 0 && <p className="hidden print:block">{chosen.join(", ")}</p>}
        <DayBar day={view.day} today={today} days={week} loads={loads(rows.data ?? [], week, zone)} span={view.span} onDay={(day) => change({ day })} onSpan={(span) => change({ span, vet: view.vet ?? (span === "week" ? (ownVetId ?? vets[0]?.id) : undefined) })} />
      </header>
      <Filters view={view} resources={resources} refused={refused} onChange={change} />
      <div className="grid min-h-0 flex-1 items-start gap-4 print:block tablet:grid-cols-[minmax(0,1fr)_272px]">
        <Sheet className="min-w-0 p-3 print:mt-4 print:p-0">
          {view.q ? (
            <FoundList slug={slug} zone={zone} selectedId={view.selected} onSelect={select} onClear={() => change({ q: null, state: null, vet: null })} window={window} isRefused={refused !== undefined} />
          ) : (
            <DaySheet query={rows} rows={shownRows(rows.data ?? [], view.state)} {...{ view, week, today, resources, slug, zone, now, away, onSelect: select, onBook: book }} onDay={(day) => change({ day })} />
          )}
        </Sheet>
        <SidePane {...{ slug, zone, now, selected, setAsked, checkIn }} onSelect={select} onClose={() => change({ selected: null })} />
      </div>
      <StepDialogs slug={slug} zone={zone} row={selected} asked={asked} onClose={() => setAsked(null)} />
      {isBooking && <BookDialog slug={slug} zone={zone} ownVetId={view.vet ?? ownVetId} onRegister={mayRegister ? () => map.go("patient", "new") : undefined} onClose={() => setBooking(false)} />}
    </div>
  );
}

type Change = ReturnType<typeof useView>[1];

/** The chosen appointment: from the week that is loaded, or asked by itself when it stands elsewhere. */
function useSelection(slug: string, view: View, change: Change, rows: AppointmentRow[] | undefined) {
  const [asked, setAsked] = useState<AskedStep | null>(null);
  const [isBooking, setBooking] = useState(false);
  const here = rows?.find((row) => row.id === view.selected);
  const { data: elsewhere } = useQuery({ ...appointmentQuery(slug, view.selected ?? ""), enabled: view.selected !== null && rows !== undefined && !here });
  const selected = here ?? (view.selected === null ? undefined : elsewhere);
  const select = (row: AppointmentRow): void => change({ selected: row.id === view.selected ? null : row.id });
  return { selected, asked, setAsked, isBooking, setBooking, select };
}

interface SidePaneProps {
  slug: string;
  zone: string;
  now: Date;
  selected: AppointmentRow | undefined;
  setAsked: (step: AskedStep) => void;
  checkIn: (row: AppointmentRow) => void;
  onSelect: (row: AppointmentRow) => void;
  onClose: () => void;
}

function SidePane({ slug, zone, now, selected, setAsked, checkIn, onSelect, onClose }: SidePaneProps) {
  const { t } = useTranslation("w-schedule");
  const mayApprove = useMay(slug, "schedule.approve");
  const mayBook = useMay(slug, "schedule.book");
  const requests = useRequests(slug, zone, mayApprove);
  const ask = (row: AppointmentRow, step: AskedStep): void => {
    if (row.id !== selected?.id) onSelect(row);
    setAsked(step);
  };
  return (
    <aside aria-label={t("side")} className="flex min-w-0 flex-col gap-4 print:hidden">
      {selected && <DetailPanel slug={slug} row={selected} zone={zone} now={now} onAsk={setAsked} onCheckIn={checkIn} onClose={onClose} />}
      {!selected && !mayApprove && <p className="type-small px-2 pt-2 text-ink-3">{t("choose")}</p>}
      {mayBook && <WaitlistPanel slug={slug} zone={zone} now={now} />}
      {mayApprove && (
        <section className="flex flex-col gap-1.5">
          <h2 className="type-h3 px-2">{t("requests")} {requests.count !== undefined && <span className="font-normal text-ink-3">{requests.count}</span>}</h2>
          <Requests slug={slug} zone={zone} selectedId={selected?.id ?? null} onSelect={onSelect} onApprove={(row) => ask(row, "approve")} onDecline={(row) => ask(row, "decline")} />
        </section>
      )}
    </aside>
  );
}
