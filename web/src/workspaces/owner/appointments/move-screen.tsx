import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { isProblem } from "@/api/problem";
import type { AppointmentView, PracticePage, Slot } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { useTitle } from "@/lib/title";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { EmptyState, Loading, Skeleton } from "@/ui/states";

import { appointmentQuery, moveAppointment, practiceQuery } from "../api";
import { Refusal } from "../book/alternatives";
import { BackLink, Failed, GoBar, Page } from "../parts/page";
import { SlotPicker, SlotsSkeleton } from "../parts/slot-picker";
import { useSlots } from "../parts/use-slots";
import { VetChoice } from "../parts/vet-choice";

import { ChangedNote, useChangedText, whatChanged } from "./changed-note";

export function MoveScreen() {
  const { t } = useTranslation(["w-owner", "common"]);
  const { slug = "", appointmentId = "" } = useParams();
  const appointment = useQuery(appointmentQuery(slug, appointmentId));
  const practice = useQuery(practiceQuery(slug));
  const error = appointment.error ?? practice.error;
  useTitle(t("move.title"));
  return (
    <Page className="pb-[120px] tablet:max-w-[560px] tablet:pb-10">
      <BackLink to={`/appointments/${slug}/${appointmentId}`}>{t("common:action.back")}</BackLink>
      {appointment.data && practice.data ? (
        <Move appointment={appointment.data} practice={practice.data} />
      ) : error ? (
        <Failed title={t("appointment.failed")} error={error} onRetry={() => { void appointment.refetch(); void practice.refetch(); }} />
      ) : (
        <Loading label={t("common:state.loading")} className="flex flex-col gap-4"><Skeleton className="h-9 w-64" /><SlotsSkeleton /></Loading>
      )}
    </Page>
  );
}

function useMove(appointment: AppointmentView) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const problemText = useProblemText("w-owner");
  const changedText = useChangedText();
  const intent = useIntent();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  // What the owner has read: a push of the practice must not slip another time under a choice that was made.
  const [seen, setSeen] = useState(appointment);
  const [before, setBefore] = useState<AppointmentView | null>(null);
  const { practice_slug: slug, id, zone } = appointment;
  // Moved meanwhile, by the clinic or by the same person in another window: the screen follows, and says so.
  if (!isBusy && appointment.version > seen.version && appointment.may_change) {
    if (!whatChanged(seen, appointment).includes("other")) setBefore(seen);
    setSeen(appointment);
  }
  const isOver = !isBusy && !appointment.may_change && appointment.version > seen.version;
  useEffect(() => {
    if (!isOver) return;
    toast.failed(changedText(seen, appointment));
    void navigate(`/appointments/${slug}/${id}`, { replace: true });
    // Told once, when it happens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOver]);
  const took = (changed: AppointmentView): void => {
    queries.setQueryData(appointmentQuery(slug, id).queryKey, changed);
    for (const key of ["appointments", "slots"]) void queries.invalidateQueries({ queryKey: [key] });
  };
  const undo = async (changed: AppointmentView): Promise<void> => {
    try {
      took(await intent({ starts_at: seen.starts_at, vet_id: seen.vet_id }, (to, headers) => moveAppointment(changed, to, headers)));
    } catch (problem) {
      toast.failed(problemText(problem));
      void queries.invalidateQueries({ queryKey: ["appointments"] });
    }
  };
  const showNewer = async (): Promise<void> => {
    const now = await queries.fetchQuery({ ...appointmentQuery(slug, id), staleTime: 0 });
    void queries.invalidateQueries({ queryKey: ["appointments"] });
    setBefore(seen);
    setSeen(now);
    if (now.may_change) return;
    toast.failed(changedText(seen, now));
    await navigate(`/appointments/${slug}/${id}`, { replace: true });
  };
  const move = async (slot: Slot, vetId: string | null): Promise<void> => {
    setBusy(true);
    setError(null);
    setBefore(null);
    try {
      const changed = await intent({ starts_at: slot.starts_at, vet_id: vetId }, (to, headers) => moveAppointment(seen, to, headers));
      took(changed);
      // The own move is no surprise.
      setSeen(changed);
      const when = `${f.day(slot.starts_at, zone, new Date())} ${f.time(slot.starts_at, zone)}`;
      toast.done(t("move.done", { when }), () => void undo(changed));
      await navigate(`/appointments/${slug}/${id}`, { replace: true });
    } catch (problem) {
      if (isProblem(problem, "stale")) await showNewer().catch(setError);
      else setError(problem);
      void queries.invalidateQueries({ queryKey: ["slots", slug] });
    } finally {
      setBusy(false);
    }
  };
  return { move, error, isBusy, seen, before };
}

function Move({ appointment, practice }: { appointment: AppointmentView; practice: PracticePage }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const { zone } = practice;
  const [vetId, setVetId] = useState<string | null>(null);
  const [openDay, setOpenDay] = useState<string | null>(null);
  const [slot, setSlot] = useState<Slot | null>(null);
  const list = useSlots({ slug: practice.slug, zone, type: appointment.type_key, species: appointment.species, vetId, day: null });
  const { move, error, isBusy, seen, before } = useMove(appointment);
  const isOther = (one: Slot): boolean => vetId !== null && one.vet_id !== vetId;
  const nameOf = (one: Slot): string | null => (isOther(one) ? (practice.vets.find(({ id }) => id === one.vet_id)?.name ?? null) : null);
  const first = list.slots[0];
  const day = openDay ?? (slot ? dayIn(slot.starts_at, zone) : first ? dayIn(first.starts_at, zone) : list.today);
  const now = `${f.day(seen.starts_at, zone, new Date())} ${f.time(seen.starts_at, zone)}`;
  return (
    <>
      <div>
        <h1 className="type-display text-balance">{t("move.heading")}</h1>
        <p className="mt-1 text-ink-2">{t("move.now", { pet: appointment.pet_name, when: now })}</p>
      </div>
      {before !== null && <ChangedNote before={before} after={seen} />}
      {error !== null && <Refusal error={error} zone={zone} nameOf={nameOf} onChoose={(other) => { setSlot(other); if (isOther(other)) setVetId(other.vet_id); }} />}
      <VetChoice vets={practice.vets.filter(({ id }) => list.vetIds.includes(id) || id === vetId)} value={vetId} onChange={(next) => { setVetId(next); setSlot(null); setOpenDay(null); }} />
      {list.query.isLoading ? (
        <Loading label={t("clinic.placesLoading")}><SlotsSkeleton /></Loading>
      ) : list.query.error ? (
        <Failed title={t("book.timesFailed")} error={list.query.error} onRetry={() => void list.query.refetch()} />
      ) : list.slots.length === 0 ? (
        <EmptyState title={t("book.noTimes")} action={<Button size="l" onClick={list.later}>{t("book.lookFurther")}</Button>}>{t("book.noTimesText")}</EmptyState>
      ) : (
        <SlotPicker slots={list.slots} zone={zone} day={day} onDay={setOpenDay} selected={slot?.starts_at ?? null} onSelect={setSlot} onLater={list.later} />
      )}
      <GoBar>
        <Button tone="main" size="xl" isWide disabled={slot === null} isBusy={isBusy} onClick={() => slot && void move(slot, vetId)}>
          {slot ? t("move.to", { when: `${f.day(slot.starts_at, zone, new Date())} ${f.time(slot.starts_at, zone)}` }) : t("move.choose")}
        </Button>
      </GoBar>
    </>
  );
}
