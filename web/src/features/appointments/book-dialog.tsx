import { useQuery } from "@tanstack/react-query";
import { ListPlus, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PatientLine, Slot } from "@/api/types";
import { useDialogDraft } from "@/features/identity/dialog-draft";
import { PatientSearch } from "@/features/patients/patient-search";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ErrorState, Loading, Skeleton } from "@/ui/states";
import { TextField } from "@/ui/text-field";
import { typeLook } from "@/ui/type-tag";

import { Alternatives } from "./alternatives";
import { typesQuery } from "./api";
import { Offers } from "./offers";
import { Repeat } from "./repeat";
import { useNow } from "./practice";
import { fits } from "./rules";
import { SameDay } from "./same-day";
import { useBooking } from "./use-booking";
import { useSeries } from "./use-series";
import { WaitlistDialog } from "./waitlist-dialog";

export interface BookDialogProps {
  slug: string;
  zone: string;
  /** Who it is for, when that is known already. */
  patient?: Patient | null;
  /** What an earlier booking was, to make the same once more. */
  again?: Again | undefined;
  /** The vet whose times come first. */
  ownVetId?: string | null;
  /** Where a new client is registered; left out, the way is not offered. */
  onRegister?: (() => void) | undefined;
  onClose: () => void;
}

/** As much of an animal as a booking names. */
export type Patient = Pick<PatientLine, "id" | "name" | "client_name"> & { species: string };

export interface Place {
  slot: Slot;
  vetId: string;
}

export interface Again {
  /** Which visit it was: what is written for it belongs to no other booking. */
  visitId: string;
  type: string;
  /** In the owner's words, or those they were told. */
  reason: string;
  note: string;
  place: Place | null;
}

/** On the phone: a name, a kind of visit, three good times, done. */
export function BookDialog({ slug, zone, patient: given = null, again, ownVetId = null, onRegister, onClose }: BookDialogProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const f = useFormats();
  const now = useNow();
  const [found, setFound] = useState<PatientLine | null>(null);
  const patient = given ?? found;
  const [type, setType] = useState<string | null>(again?.type ?? null);
  const [place, setPlace] = useState<Place | null>(again?.place ?? null);
  const note = useDialogDraft(`note.${slug}.${patient?.id ?? ""}.${again?.visitId ?? "new"}`, again?.note ?? "", onClose);
  const booking = useBooking(slug, zone, note.close, () => setPlace(null));
  const [isWaiting, setWaiting] = useState(false);
  const series = useSeries(slug, { type, patientId: patient?.id, place, reason: again?.reason ?? "", note: note.value }, note.close);
  const isReady = patient !== null && type !== null && place !== null && (series.rhythm === null || series.count > 1);
  const isBusy = booking.isBusy || series.isBusy;

  const book = (at: Place): void => {
    if (series.rhythm) return void series.book();
    if (patient && type) void booking.book({ type, starts_at: at.slot.starts_at, patient_id: patient.id, vet_id: at.vetId, reason: again?.reason ?? "", note: note.value });
  };

  if (isWaiting && patient && type) {
    const who = { patient_id: patient.id, patient_name: patient.name, client_name: patient.client_name };
    return <WaitlistDialog slug={slug} zone={zone} who={who} type={type} note={note.value} onDone={note.close} onClose={() => setWaiting(false)} />;
  }
  return (
    <Dialog
      isOpen
      onClose={note.close}
      hasWords={note.isKept && note.value.trim() !== ""}
      title={given ? t("book.titleFor", { name: `${given.name} (${given.client_name})` }) : t("book.title")}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={note.close}>{t("common:action.cancel")}</Button>
          <Button tone="go" keyCap="↵" isBusy={isBusy} disabled={!isReady || isBusy} onClick={() => place && book(place)}>
            {series.rhythm ? t("series.submit", { count: series.count }) : place ? t("book.submitAt", { day: f.day(place.slot.starts_at, zone, now), time: f.time(place.slot.starts_at, zone) }) : t("book.submit")}
          </Button>
        </>
      }
    >
      <form className="flex min-h-80 flex-col gap-4" onSubmit={(event) => { event.preventDefault(); if (place) book(place); }}>
        {!given && <PatientSearch slug={slug} label={t("book.who")} selected={found} onSelect={(next) => { if (found && next?.id !== found.id) note.clear(); setFound(next); setPlace(null); }} />}
        {!given && !patient && onRegister && (
          <Button tone="bare" className="self-start" icon={<Plus size={16} />} onClick={onRegister}>{t("book.register")}</Button>
        )}
        {patient && <TypeChips slug={slug} species={patient.species} chosen={type} onChoose={(key) => { setType(key); setPlace(null); }} />}
        <Alternatives problem={booking.problem} slug={slug} vetId={booking.asked} zone={zone} onChoose={(slot) => { const other = { slot, vetId: slot.vet_id }; setPlace(other); book(other); }} />
        {patient && type && <Offers key={type} slug={slug} type={type} zone={zone} ownVetId={ownVetId} chosen={place} onChoose={setPlace} />}
        {patient && type && <Button tone="bare" className="-mt-3 self-start" icon={<ListPlus size={16} />} onClick={() => setWaiting(true)}>{t("waitlist.add")}</Button>}
        {patient && type && place && <Repeat zone={zone} series={series} />}
        {patient && <SameDay slug={slug} zone={zone} patient={patient} startsAt={place?.slot.starts_at} />}
        {patient && type && <TextField label={t("book.note")} maxLength={1000} value={note.value} onChange={(event) => note.set(event.target.value)} />}
        <button type="submit" hidden disabled={!isReady}>{t("book.submit")}</button>
      </form>
    </Dialog>
  );
}

function TypeChips({ slug, species, chosen, onChoose }: { slug: string; species: string; chosen: string | null; onChoose: (key: string) => void }) {
  const { t, i18n } = useTranslation(["appointments", "common"]);
  const { data, isError, refetch } = useQuery(typesQuery(slug));
  if (isError && !data) return <ErrorState title={t("book.typesFailed")} action={<Button onClick={() => void refetch()}>{t("common:action.retry")}</Button>} />;
  if (!data) return <Loading label={t("common:state.loading")} className="flex gap-1.5">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-7 w-24" />)}</Loading>;
  const types = data.filter((type) => fits(type, species));
  return (
    <div role="group" aria-label={t("book.type")} className="flex flex-wrap gap-1.5">
      {types.map((type) => {
        const look = typeLook(type.category);
        const Icon = look.icon;
        const isOn = type.key === chosen;
        return (
          <button
            key={type.key}
            type="button"
            aria-pressed={isOn}
            onClick={() => onChoose(type.key)}
            className={cn("inline-flex h-7 items-center gap-1.5 rounded-[7px] px-2.5 text-[12px] weight-name", isOn ? [look.ground, look.ink, look.edge] : "text-ink-2 shadow-quiet hover:bg-hover")}
          >
            <Icon size={14} />
            {(i18n.resolvedLanguage === "en" ? type.name_en : type.name_nl) + (isOn ? `, ${type.minutes} min` : "")}
          </button>
        );
      })}
    </div>
  );
}
