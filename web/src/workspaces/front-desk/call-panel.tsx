import { Phone, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import type { BoardRow } from "@/api/types";
import { Alternatives } from "@/features/appointments/alternatives";
import { SameDay } from "@/features/appointments/same-day";
import { Alerts } from "@/features/patients/alerts";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { Avatar } from "@/ui/avatar";
import { Button, IconButton } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { ErrorState } from "@/ui/states";
import { TextField } from "@/ui/text-field";

import { PetPicks } from "./pet-picks";
import { AtDesk } from "./at-desk";
import { CallSearch } from "./call-search";
import { CallWaiting } from "./call-waiting";
import { Starts } from "./starts";
import { TypePicks } from "./type-picks";
import type { CallState } from "./use-call";

export interface CallPanelProps {
  slug: string;
  zone: string;
  now: Date;
  state: CallState;
  today: readonly BoardRow[];
  onNew?: (() => void) | undefined;
  /** The panel is used: what was chosen on the board is let go. */
  onUse: () => void;
  field: React.RefObject<HTMLInputElement | null>;
}

/** Who calls or stands at the desk: a name, an animal, what for, and one of three good times; or they stay right away. */
export function CallPanel({ slug, zone, now, state, today, onNew, onUse, field }: CallPanelProps) {
  const { t } = useTranslation(["w-front-desk", "common", "appointments"]);
  const { call, change, client, patient, types, type, booking } = state;
  const body = useRef<HTMLDivElement>(null);
  const isChosen = call.clientId !== null;
  const clear = (): void => {
    state.clear();
    field.current?.focus();
  };
  return (
    <Sheet role="region" aria-label={t("call.title")} onFocusCapture={onUse} className={cn("flex min-h-0 flex-col gap-3 px-[18px] pt-4 pb-3.5 max-tablet:px-3.5 print:hidden", !state.isBegun && "max-tablet:pb-4")}>
      <header className="flex items-center gap-3">
        <span className={cn("grid size-[34px] flex-none place-items-center rounded-full", state.isBegun ? "bg-green-fill text-white" : "bg-sunken text-ink-2")}><Phone size={17} aria-hidden="true" /></span>
        <h2 className="flex min-w-0 flex-1 flex-col font-sans text-[13px] leading-[18px] font-semibold tracking-normal"><span className="truncate">{t("call.title")}</span><span className="type-small truncate font-normal text-ink-2">{t(isChosen ? "call.helped" : "call.hint")}</span></h2>
        {state.isBegun && <IconButton label={t("call.end")} onClick={clear} className="-mr-1.5"><X size={16} /></IconButton>}
      </header>
      <CallSearch
        slug={slug}
        words={call.words}
        today={today}
        isChosen={isChosen}
        onWords={(words) => change({ ...call, words, clientId: null, clientName: "", patientId: null, startsAt: null, vetId: null })}
        onPick={state.pick}
        onNew={onNew}
        onReady={() => state.book()}
        field={field}
      />
      {!isChosen && call.words.trim() === "" && <AtDesk today={today} zone={zone} now={now} onPick={(row) => { state.pickRow(row); field.current?.focus(); }} />}
      {isChosen && (
        <div ref={body} className="-mx-[18px] flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-[18px] pb-1">
          {client.isError && !client.data && <ErrorState title={t("call.clientFailed")} action={<Button onClick={() => void client.refetch()}>{t("common:action.retry")}</Button>} />}
          {client.data && <Chosen city={[client.data.address, client.data.city].filter(Boolean).join(", ")} name={call.clientName} phone={client.data.phone} />}
          {client.data && <Alerts patient={patient?.alert ?? ""} client={client.data.alert} />}
          {client.data && <PetPicks patients={client.data.patients} chosenId={call.patientId} now={now} onChoose={(patientId) => { booking.forget(); change({ patientId, startsAt: null, vetId: null, type: null }); field.current?.focus(); }} />}
          {patient && <TypePicks types={types} chosen={type} hasFailed={state.hasTypesFailed} onRetry={state.retryTypes} onChoose={(key) => { booking.forget(); change({ type: key, startsAt: null, vetId: null }); }} />}
          <Alternatives problem={booking.problem} slug={slug} vetId={booking.asked} zone={zone} onChoose={(slot) => { change({ startsAt: slot.starts_at, vetId: slot.vet_id }); state.book(slot); }} />
          {patient && type && <Starts key={`${patient.id} ${type.key}`} {...{ slug, zone, now, state }} type={type.key} />}
          {patient && type && <CallWaiting key={`waits ${patient.id} ${type.key}`} slug={slug} zone={zone} who={{ patient_id: patient.id, patient_name: patient.name, client_name: call.clientName }} type={type.key} note={call.note} onDone={clear} />}
          {patient && <SameDay slug={slug} zone={zone} patient={patient} startsAt={state.place?.starts_at} />}
          {patient && <TextField label={t("call.note", { name: state.offers.data?.items.find((one) => one.vet_id === state.place?.vet_id)?.vet_name.split(" ")[0] ?? t("call.theVet") })} maxLength={1000} value={call.note} onChange={(event) => change({ note: event.target.value })} onKeyDown={(event) => { if (event.key === "Enter" && !event.repeat) state.book(); }} />}
        </div>
      )}
      {patient && <Ends zone={zone} now={now} state={state} />}
    </Sheet>
  );
}

function Chosen({ name, city, phone }: { name: string; city: string; phone: string | null }) {
  return (
    <p className="-mx-2 flex items-center gap-2.5 rounded-md bg-selected px-2 py-1.5">
      <Avatar name={name} size={30} isDecorative />
      <span className="flex min-w-0 flex-1 flex-col">
        <b className="truncate text-ink">{name}</b>
        <span className="truncate text-[12px] leading-[15px] text-ink-2">{[city, phone].filter(Boolean).join(" · ")}</span>
      </span>
    </p>
  );
}

/** The two ways on: at a time that is planned, or now. */
function Ends({ zone, now, state }: Pick<CallPanelProps, "zone" | "now" | "state">) {
  const { t } = useTranslation("w-front-desk");
  const f = useFormats();
  const { type, place, booking, isArriving, arrive, book } = state;
  const price = f.priceRange(type?.price_min_cents, type?.price_max_cents);
  const isToday = place !== null && f.day(place.starts_at, zone, now) === f.day(now, zone, now);
  const at = place && { day: f.day(place.starts_at, zone, now), time: f.time(place.starts_at, zone) };
  return (
    <footer className="mt-auto flex flex-wrap items-center justify-end gap-2">
      {price && <p className="mr-auto flex flex-col"><b className="mono">{price}</b><span className="type-small text-ink-2">{t("call.price")}</span></p>}
      <Button isBusy={isArriving} onClick={arrive}>{t("call.walkIn")}</Button>
      <Button tone="go" keyCap="3" isBusy={booking.isBusy} disabled={!place || booking.isBusy} onClick={() => book()}>
        {at ? t(isToday ? "call.planAt" : "call.planOn", at) : t("call.plan")}
      </Button>
    </footer>
  );
}
