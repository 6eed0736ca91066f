import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { appointmentQuery } from "@/features/appointments/api";
import { BookDialog } from "@/features/appointments/book-dialog";
import { nextOf, progressOf } from "@/features/appointments/rules";
import { StepDialogs, type AskedStep } from "@/features/appointments/step-dialogs";
import { useActionsFor } from "@/features/appointments/use-actions-for";
import { whoOf } from "@/features/appointments/visit-line";
import { useCheckIn } from "@/features/visits/use-moves";
import { useActions } from "@/lib/actions";
import { cn } from "@/lib/cn";
import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { ErrorState, Loading, Skeleton } from "@/ui/states";

import { usualFor } from "./arrange";
import { Arranged } from "./arranged";
import { DayLine } from "./day-line";
import { Headline } from "./headline";
import { InsideNow } from "./inside";
import { NextPatient } from "./next-patient";
import { Setup } from "./setup";
import { ToDo } from "./to-do";
import { useToday, type Today } from "./use-today";
import { DateCorner, hasAbove, Wells } from "./wells";

/** The hub: the sheet of the day in the middle, the other workspaces around it where they are on the map. */
export function Screen() {
  const { t } = useTranslation(["w-today", "appointments", "patients"]);
  const { slug, entries } = useMap();
  const today = useToday(slug);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ row: AppointmentRow; step: AskedStep } | null>(null);
  const [isBooking, setBooking] = useState(false);
  const next = nextOf(today.own, today.now);
  // When nobody comes any more, who is in the room is who it is about.
  const usual = next ?? today.own.find((row) => progressOf(row) === "in_consult");
  const selected = useChosen(slug, chosenId, today.all, usual);
  const askOf = useCallback((row: AppointmentRow, step: AskedStep) => {
    // Whoever is moved to another day stays chosen, and nobody else of that name takes their place.
    setChosenId(row.id);
    setAsked({ row, step });
  }, []);
  const ask = useCallback((step: AskedStep) => { if (selected) askOf(selected, step); }, [askOf, selected]);
  const book = useCallback(() => setBooking(true), [setBooking]);
  const checkIn = useCheckIn(slug, today.zone);

  useCrumb({ key: "today", title: t("title"), icon: "today" });
  useActions(useActionsFor(slug, selected, today.now, ask, book, checkIn), selected && (selected.id === next?.id ? t("nextSubject", { name: whoOf(selected) }) : whoOf(selected)), "appointment");

  return (
    <div className="grid min-h-full gap-2.5 desk:grid-cols-[156px_minmax(0,1fr)_196px] desk:grid-rows-[auto_minmax(0,1fr)_auto_auto]">
      <DateCorner today={today} />
      <Wells today={today} />
      <Sheet className={cn("order-first flex min-w-0 flex-col gap-4 px-6 py-5 max-tablet:px-4 desk:order-none desk:col-start-2", hasAbove(entries) ? "desk:row-start-2" : "desk:row-span-2 desk:row-start-1")}>
        <Headline today={today} />
        <Body today={today} slug={slug} selected={selected} isNext={selected?.id === next?.id} onSelect={setChosenId} onAsk={askOf} onBook={book} onCheckIn={checkIn} />
      </Sheet>
      <StepDialogs slug={slug} zone={today.zone} row={asked?.row} asked={asked?.step ?? null} onClose={() => setAsked(null)} />
      {isBooking && <BookDialog slug={slug} zone={today.zone} ownVetId={today.ownVetId} onClose={() => setBooking(false)} />}
    </div>
  );
}

/** The appointment that was chosen, by its id, wherever it stands by now; the usual one when none was. */
function useChosen(slug: string, id: string | null, day: readonly AppointmentRow[], usual: AppointmentRow | undefined): AppointmentRow | undefined {
  const here = day.find((row) => row.id === id);
  const elsewhere = useQuery({ ...appointmentQuery(slug, id ?? ""), enabled: id !== null && !here });
  return id === null || (!here && elsewhere.isError) ? usual : (here ?? elsewhere.data);
}

interface BodyProps {
  today: Today;
  slug: string;
  selected: AppointmentRow | undefined;
  isNext: boolean;
  onSelect: (id: string) => void;
  onAsk: (row: AppointmentRow, step: AskedStep) => void;
  onBook: () => void;
  onCheckIn: (row: AppointmentRow) => void;
}

function Body({ today, slug, selected, isNext, onSelect, onAsk, onBook, onCheckIn }: BodyProps) {
  const { t } = useTranslation("w-today");
  const { day, maySchedule } = today;
  if (maySchedule && day.isError && !day.data) return <ErrorState className="px-0 shadow-none" title={t("failed")} action={<Button onClick={() => void day.refetch()}>{t("common:action.retry")}</Button>} />;
  if (maySchedule && !day.data) {
    return (
      <Loading label={t("common:state.loading")} className="grid gap-7 tablet:grid-cols-2">
        <div className="flex flex-col gap-3">{Array.from({ length: 8 }, (_, index) => <Skeleton key={index} className="h-8" />)}</div>
        <div className="flex flex-col gap-3"><Skeleton className="h-14" /><Skeleton className="h-24" /><Skeleton className="h-40" /></div>
      </Loading>
    );
  }
  return (
    <Arranged
      slug={slug}
      usual={usualFor({ isVet: today.isOwn, mayNote: today.mayNote, mayManage: today.mayManage, maySchedule })}
      content={{
        line: maySchedule && <DayLine today={today} selectedId={selected?.id ?? null} onSelect={onSelect} onBook={onBook} />,
        next: selected && <NextPatient slug={slug} row={selected} zone={today.zone} now={today.now} isNext={isNext} isOwn={today.isOwn} onAsk={onAsk} onCheckIn={onCheckIn} />,
        inside: maySchedule && <InsideNow today={today} />,
        todo: <ToDo slug={slug} today={today} onAsk={onAsk} />,
        setup: today.setup && <Setup setup={today.setup} />,
      }}
    />
  );
}
