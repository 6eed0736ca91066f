import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { PracticePage, Slot } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useDraft } from "@/lib/use-draft";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { TextArea } from "@/ui/text-field";

import { book } from "../api";
import { bookHref } from "../parts/links";
import { GoBar } from "../parts/page";
import { forgetUnfinished } from "../parts/unfinished";
import { changeUntil } from "../rules";

import { alternativesOf, Refusal } from "./alternatives";
import { HoldNote } from "./hold-note";
import { SmsReminder } from "./sms-reminder";
import type { StepProps } from "./step-time";
import { Summary } from "./summary";
import { fits } from "./use-hold";

const REASON_MAX = 1000;

export function StepConfirm({ practice, form, keeper }: StepProps) {
  const { t } = useTranslation("w-owner");
  const me = useMe();
  const draft = useDraft(`booking.${practice.slug}.${me.id}`, "");
  const booking = useConfirm({ practice, form, keeper }, draft.value, draft.clear);
  const { pet, type, at } = form;
  if (!pet || !type || at === null) return null;
  const isInstant = type.mode === "instant";
  const held = keeper.held && fits(keeper.held, booking.wish) ? keeper.held : null;
  const vetId = form.vetId ?? held?.hold.vet_id ?? null;
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void booking.confirm(); }} className="flex flex-col gap-4">
      <Summary practice={practice} pet={pet} type={type} at={at} vetId={vetId} />
      {booking.error !== null && <Refusal error={booking.error} zone={practice.zone} nameOf={booking.nameOf} onChoose={booking.choose} />}
      {booking.hasExpired && booking.error === null && <Note tone="amber" role="status" className="rounded-sheet px-3.5 py-3">{t("book.holdOver")}</Note>}
      <SmsReminder />
      <TextArea label={t("book.reason")} size="l" rows={2} maxLength={REASON_MAX} placeholder={t("book.reasonPlaceholder", { name: pet.name })} value={draft.value} onChange={(event) => draft.set(event.target.value)} />
      <p className="type-read text-ink-2">{isInstant ? t("book.instant") : t("book.request", { name: practice.name })}{practice.cancel_note !== "" && ` ${practice.cancel_note}`}</p>
      <ChangeUntil practice={practice} at={at} noticeMinutes={type.notice_minutes} />
      <GoBar>
        {held && <HoldNote held={held} practice={practice} onOver={keeper.expire} />}
        <Button type="submit" tone="go" size="xl" isWide isBusy={booking.isBusy}>{isInstant ? t("book.confirm") : t("book.ask")}</Button>
      </GoBar>
    </form>
  );
}

/** Until when the person can still come back on it alone: said before they are bound. */
function ChangeUntil({ practice, at, noticeMinutes }: { practice: PracticePage; at: string; noticeMinutes: number | undefined }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const now = new Date();
  const until = changeUntil(at, noticeMinutes);
  const when = { day: f.day(until, practice.zone, now), time: f.time(until, practice.zone) };
  return <p className="type-read text-ink-2">{until > now ? t("book.changeUntil", when) : t("book.changeByPhone", { name: practice.name })}</p>;
}

function useConfirm({ practice, form, keeper }: StepProps, reason: string, onDone: () => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const intent = useIntent();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [wasHeld, setWasHeld] = useState(false);
  const arrived = useRef(false);
  const wish = { type: form.type?.key ?? "", starts_at: form.at ?? "", vet_id: form.vetId };
  const isHeld = fits(keeper.held, wish);
  if (isHeld && !wasHeld) setWasHeld(true);

  const hold = (starts_at: string, vet_id = wish.vet_id): void => {
    keeper.take({ ...wish, starts_at, vet_id }).catch(setError);
  };
  // Among the ways out may be the same time with somebody else.
  const isOther = (slot: Slot): boolean => form.vetId !== null && slot.vet_id !== form.vetId;
  const nameOf = (slot: Slot): string | null => (isOther(slot) ? (practice.vets.find(({ id }) => id === slot.vet_id)?.name ?? null) : null);
  // Here from the log-in or by a reload: the place is not held yet.
  useEffect(() => {
    if (arrived.current) return;
    arrived.current = true;
    if (!isHeld) hold(wish.starts_at);
  });
  const choose = (slot: Slot): void => {
    setError(null);
    form.change({ at: slot.starts_at, ...(isOther(slot) ? { vet: slot.vet_id } : {}) });
    hold(slot.starts_at, isOther(slot) ? slot.vet_id : form.vetId);
  };
  const confirm = async (): Promise<void> => {
    if (!form.pet) return;
    setBusy(true);
    setError(null);
    try {
      const body = { ...wish, pet_id: form.pet.id, reason: reason.trim() };
      // A place that is just being held is waited for: booked without its hold, it would be taken by that very hold.
      const coming = !isHeld && keeper.isTaking ? await keeper.take(wish).catch(() => null) : null;
      const hold_id = isHeld ? (keeper.held?.hold.id ?? null) : (coming?.id ?? null);
      // The hold is no part of what is meant: once it has run out, a booking whose answer was lost is still that booking.
      const made = await intent({ ...body, hold_id }, (sent, headers) => book(practice.slug, sent, headers), body);
      keeper.forget();
      onDone();
      forgetUnfinished();
      queries.setQueryData(["appointments", "own", practice.slug, made.id], made);
      for (const key of ["appointments", "slots", "pets"]) void queries.invalidateQueries({ queryKey: [key] });
      await navigate(`${bookHref(practice.slug)}?done=${made.id}`, { replace: true });
    } catch (problem) {
      if (alternativesOf(problem) !== null) keeper.expire();
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return { wish, confirm, choose, nameOf, error, isBusy, hasExpired: wasHeld && !isHeld && !keeper.isTaking && !isBusy };
}
