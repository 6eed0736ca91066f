import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { PracticePage, Slot } from "@/api/types";
import { useSession } from "@/features/identity/session";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { EmptyState, Loading } from "@/ui/states";

import { bookHref } from "../parts/links";
import { Failed, GoBar } from "../parts/page";
import { SlotPicker, SlotsSkeleton } from "../parts/slot-picker";
import { keepUnfinished } from "../parts/unfinished";
import { useSlots } from "../parts/use-slots";
import { VetChoice } from "../parts/vet-choice";
import { sameMoment } from "../rules";

import { Refusal } from "./alternatives";
import { HoldNote } from "./hold-note";
import { Instead } from "./instead";
import type { BookingForm } from "./use-booking";
import { fits, type Held, type HoldKeeper } from "./use-hold";

/** A place that is held for this person is taken for everybody, but shown as theirs where it is with the vet they want. */
function withHeld(slots: readonly Slot[], held: Held | null, type: string | undefined, vetId: string | null): Slot[] {
  if (!held || held.type !== type || (vetId !== null && held.hold.vet_id !== vetId) || slots.some((slot) => sameMoment(slot.starts_at, held.hold.starts_at))) return [...slots];
  const { starts_at, ends_at, vet_id } = held.hold;
  return [...slots, { starts_at, ends_at, vet_id, vet_ids: [vet_id] }].sort((a, b) => a.starts_at.localeCompare(b.starts_at));
}

/** What is chosen: what the person tapped, else the first place; and where what they tapped is gone, what that is beside it. */
function choiceOf(slots: readonly Slot[], at: string | null): { slot: Slot | undefined; instead: "later" | "earlier" | null } {
  if (at === null) return { slot: slots[0], instead: null };
  const found = slots.find((slot) => sameMoment(slot.starts_at, at));
  if (found) return { slot: found, instead: null };
  const next = slots.find((slot) => Date.parse(slot.starts_at) > Date.parse(at));
  return { slot: next ?? slots[0], instead: next ? "later" : "earlier" };
}

export interface StepProps {
  practice: PracticePage;
  form: BookingForm;
  keeper: HoldKeeper;
}

export function StepTime({ practice, form, keeper }: StepProps) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const { slug, zone } = practice;
  const [openDay, setOpenDay] = useState<string | null>(null);
  const [isByVet, setByVet] = useState(false);
  const list = useSlots({ slug, zone, type: form.type?.key, species: form.species, vetId: form.vetId, day: form.at && dayIn(form.at, zone) });
  const slots = withHeld(list.slots, keeper.held, form.type?.key, form.vetId);
  const { slot, instead } = choiceOf(slots, form.at);
  const isLost = instead !== null;
  const choosing = useChoosing({ practice, form, keeper }, slot, isLost, list.query.isFetched);
  const day = openDay ?? (slot ? dayIn(slot.starts_at, zone) : list.today);
  const time = slot ? f.dateTime(slot.starts_at, zone) : "";
  const vet = practice.vets.find(({ id }) => id === form.vetId)?.name;
  // What is held for another time or vet than is shown is given up with the next step, and would contradict it here.
  const held = slot && fits(keeper.held, { type: form.type?.key ?? "", starts_at: slot.starts_at, vet_id: form.vetId }) ? keeper.held : null;
  const lost = instead && t(`book.${vet && isByVet ? "lostWith" : "lost"}.${instead}`, { time, vet });

  return (
    <>
      <VetChoice vets={practice.vets.filter(({ id }) => list.vetIds.includes(id) || id === form.vetId)} value={form.vetId} onChange={(next) => { setOpenDay(null); setByVet(true); form.change({ vet: next, at: form.at ?? slot?.starts_at ?? null }); }} />
      {list.query.isLoading ? (
        <Loading label={t("clinic.placesLoading")}><SlotsSkeleton /></Loading>
      ) : list.query.error ? (
        <Failed title={t("book.timesFailed")} error={list.query.error} onRetry={() => void list.query.refetch()} />
      ) : slots.length === 0 ? (
        <EmptyState title={t("book.noTimes")} action={<><Button size="l" onClick={list.later}>{t("book.lookFurther")}</Button>{list.earlier && <Button size="l" onClick={list.earlier}>{t("book.lookEarlier")}</Button>}</>}>{t("book.noTimesText")}</EmptyState>
      ) : (
        <SlotPicker slots={slots} zone={zone} day={day} onDay={setOpenDay} selected={slot?.starts_at ?? null} onSelect={(one) => { setByVet(false); choosing.choose(one); }} onLater={list.later} />
      )}
      {choosing.error !== null && <Refusal error={choosing.error} zone={zone} nameOf={choosing.nameOf} onChoose={choosing.instead} />}
      {lost && slot && choosing.error === null && !list.query.isFetching && <Note tone="amber" role="status" className="rounded-sheet px-3.5 py-3">{lost}</Note>}
      <Instead practice={practice} form={form} />
      <GoBar>
        {held && <HoldNote held={held} practice={practice} onOver={keeper.expire} />}
        <Button tone="main" size="xl" isWide disabled={!slot} isBusy={choosing.isGoingOn} onClick={() => void choosing.goOn()}>
          {slot ? t("book.goOn", { time }) : t("book.goOnNone")}
        </Button>
      </GoBar>
    </>
  );
}

/** Tapping a time holds it; going on without a tap holds the one that was chosen beforehand. */
function useChoosing({ practice, form, keeper }: StepProps, slot: Slot | undefined, isLost: boolean, isKnown: boolean) {
  const { me } = useSession();
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>(null);
  const [isGoingOn, setGoingOn] = useState(false);
  const tried = useRef(form.at === null);
  const type = form.type?.key ?? "";

  const hold = async (starts_at: string, vet_id = form.vetId): Promise<boolean> => {
    const wish = { type, starts_at, vet_id };
    if (fits(keeper.held, wish)) return true;
    setError(null);
    try {
      await keeper.take(wish);
      return true;
    } catch (problem) {
      setError(problem);
      return false;
    }
  };
  const choose = (chosen: Slot): void => {
    tried.current = true;
    form.change({ at: chosen.starts_at });
    if (me) void hold(chosen.starts_at);
  };
  // Among the ways out may be the same time with somebody else.
  const isOther = (one: Slot): boolean => form.vetId !== null && one.vet_id !== form.vetId;
  const nameOf = (one: Slot): string | null => (isOther(one) ? (practice.vets.find(({ id }) => id === one.vet_id)?.name ?? null) : null);
  const instead = (other: Slot): void => {
    if (!isOther(other)) return choose(other);
    tried.current = true;
    form.change({ at: other.starts_at, vet: other.vet_id });
    if (me) void hold(other.starts_at, other.vet_id);
  };
  // Whoever came here by tapping a time has chosen it already.
  useEffect(() => {
    if (tried.current || !isKnown || !me || form.at === null || isLost) return;
    tried.current = true;
    void hold(form.at);
  });
  const goOn = async (): Promise<void> => {
    if (!slot) return;
    if (!me) {
      const next = bookHref(practice.slug, { type, at: slot.starts_at, vet: form.vetId, species: form.species, step: "3" });
      keepUnfinished(next, practice.name);
      await navigate(`/login?next=${encodeURIComponent(next)}`);
      return;
    }
    setGoingOn(true);
    if (await hold(slot.starts_at)) form.goTo(3, { at: slot.starts_at });
    setGoingOn(false);
  };
  return { error, choose, instead, nameOf, goOn, isGoingOn };
}
