import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, Found } from "@/api/types";
import { Alternatives } from "@/features/appointments/alternatives";
import { appointmentQuery } from "@/features/appointments/api";
import { useNow, useZone } from "@/features/appointments/practice";
import { leadsOn, vetOf } from "@/features/appointments/rules";
import { useStep } from "@/features/appointments/use-step";
import { VisitLine } from "@/features/appointments/visit-line";
import { foundOf, missingOf, saysWhen, surest } from "@/features/ask-bar/rules";
import { checkIn } from "@/features/visits/api";
import { putOnBoard, useUndoVisit } from "@/features/visits/use-moves";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { SpeciesIcon } from "@/ui/species-icon";

import { Missing } from "../missing";

import { AskForm, Part, type CommandFormProps } from "./form";
import { useWhen, WhenPart, WrongWhen } from "./when-part";

/** The visits that may be meant; the one that fits what was said is taken, among several the person chooses. */
function useVisits({ command, answer }: Pick<CommandFormProps, "command" | "answer">, zone: string) {
  const f = useFormats();
  const now = useNow();
  const isFit = (one: Found): boolean => {
    if (!one.starts_at) return false;
    const day = command.intent === "check_in" ? dayIn(now, zone) : command.intent === "cancel" ? command.on : null;
    const clock = command.intent === "cancel" ? command.at?.slice(0, 5) : null;
    return (!day || dayIn(one.starts_at, zone) === day) && (!clock || f.time(one.starts_at, zone) === clock);
  };
  const visits = command.who ? surest(foundOf(answer, "appointment").filter(isFit)) : [];
  const isWhole = !answer.groups.find(({ kind }) => kind === "appointment")?.has_more;
  const [picked, setPicked] = useState<string | null | undefined>(undefined);
  const id = picked === undefined ? (isWhole && visits.length === 1 ? (visits[0]?.id ?? null) : null) : picked;
  return { visits, id, pick: setPicked, hasMore: !isWhole };
}

/** "bella afzeggen", "max aanmelden", "verzet saar naar vrijdag 10 uur": which visit, what becomes of it, and a way back. */
export function VisitForm(props: CommandFormProps) {
  const { t } = useTranslation("ask-bar");
  const { slug } = useMap();
  const { command } = props;
  const zone = useZone(slug);
  const { visits, id, pick, hasMore } = useVisits(props, zone);
  const { data: row } = useQuery({ ...appointmentQuery(slug, id ?? ""), enabled: id !== null });
  if (row && row.id === id) return <Chosen {...props} row={row} zone={zone} onOther={visits.length > 1 ? () => pick(null) : undefined} />;
  return (
    <AskForm title={t(`intent.${command.intent}`)} submitText={t(`visit.${command.intent as "move"}`)} isReady={false} onSubmit={() => undefined} handle={props.handle}>
      {saysWhen(command) && <Missing missing={missingOf(command)} />}
      <Part label={t("visit.which")} isMissing>
        {visits.length === 0 && <p className="text-ink-2">{t(command.who ? "visit.none" : "visit.who", { who: command.who })}</p>}
        {visits.map((one) => <VisitChoice key={one.id} found={one} zone={zone} onChoose={() => pick(one.id)} />)}
        {visits.length > 0 && hasMore && <p className="type-small text-ink-2">{t("visit.more")}</p>}
      </Part>
    </AskForm>
  );
}

function VisitChoice({ found, zone, onChoose }: { found: Found; zone: string; onChoose: () => void }) {
  const f = useFormats();
  const now = useNow();
  const at = found.starts_at ?? "";
  return (
    <button type="button" onClick={onChoose} className="flex min-h-11 items-center gap-2.5 rounded-md px-2 py-1 text-start shadow-quiet hover:bg-hover">
      <SpeciesIcon species={found.species ?? "other"} size={26} />
      <span className="flex min-w-0 flex-col"><span className="truncate"><b>{found.title}</b> <span className="text-ink-2">{found.subtitle}</span></span><span className="type-small text-ink-2">{f.day(at, zone, now)} <span className="mono">{f.time(at, zone)}</span> · {found.type_name}</span></span>
    </button>
  );
}

type ChosenProps = CommandFormProps & { row: AppointmentRow; zone: string; onOther: (() => void) | undefined };

function Chosen(props: ChosenProps) {
  const { intent } = props.command;
  if (intent === "move") return <MoveForm {...props} />;
  return intent === "cancel" ? <CancelForm {...props} /> : <CheckInForm {...props} />;
}

function VisitPart({ row, zone, onOther }: Pick<ChosenProps, "row" | "zone" | "onOther">) {
  const { t } = useTranslation("ask-bar");
  return (
    <Part label={t("visit.which")}>
      <div className="flex items-center gap-3"><div className="min-w-0 flex-1"><VisitLine row={row} zone={zone} /></div>{onOther && <Button tone="bare" size="s" onClick={onOther}>{t("visit.other")}</Button>}</div>
    </Part>
  );
}

/** Does it once, however often Enter is pressed; a refusal is shown where it was asked. */
function useOnce(onDone: () => void) {
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const isUnderWay = useRef(false);
  const run = async (act: () => Promise<unknown>): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await act();
      onDone();
    } catch (error) {
      setProblem(error);
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  };
  return { problem, isBusy, run: (act: () => Promise<unknown>) => void run(act) };
}

function CancelForm({ row, zone, onOther, onDone, handle }: ChosenProps) {
  const { t } = useTranslation(["ask-bar", "appointments"]);
  const problemText = useProblemText("appointments");
  const step = useStep(useMap().slug);
  const { problem, isBusy, run } = useOnce(onDone);
  return (
    <AskForm title={t("appointments:cancel.title", { name: row.patient_name })} submitText={t("appointments:cancel.submit")} tone="danger" isReady={leadsOn("cancel", row.state)} isBusy={isBusy} onSubmit={() => run(() => step(row, { kind: "cancel" }, true))} handle={handle}>
      <VisitPart row={row} zone={zone} onOther={onOther} />
      <p className="text-ink-2">{leadsOn("cancel", row.state) ? t("appointments:cancel.consequence", { name: row.client_name }) : t("appointments:action.closed")}</p>
      {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
    </AskForm>
  );
}

function CheckInForm({ row, zone, onOther, onDone, handle }: ChosenProps) {
  const { t } = useTranslation(["ask-bar", "visits"]);
  const { slug } = useMap();
  const queries = useQueryClient();
  const intent = useIntent();
  const undo = useUndoVisit(slug);
  const problemText = useProblemText("visits");
  const { problem, isBusy, run } = useOnce(onDone);
  const arrive = async (): Promise<void> => {
    const there = await intent({ id: row.id }, ({ id }, headers) => checkIn(slug, id, headers));
    putOnBoard(queries, slug, there);
    void queries.invalidateQueries({ queryKey: ["board", slug] });
    toast.done(t("visits:done.arrived", { name: row.patient_name }), () => void undo(there));
  };
  return (
    <AskForm title={t("visit.checkInTitle", { name: row.patient_name })} submitText={t("visit.check_in")} isReady={row.state === "confirmed"} isBusy={isBusy} onSubmit={() => run(arrive)} handle={handle}>
      <VisitPart row={row} zone={zone} onOther={onOther} />
      {row.state !== "confirmed" && <p className="text-ink-2">{t("visit.notConfirmed")}</p>}
      {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
    </AskForm>
  );
}

function MoveForm({ command, row, zone, onOther, onDone, handle }: ChosenProps) {
  const { t } = useTranslation(["ask-bar", "appointments"]);
  const { slug } = useMap();
  const f = useFormats();
  const step = useStep(slug);
  const when = useWhen(command, row.type_key);
  const { start, now } = when;
  const { problem, isBusy, run } = useOnce(onDone);
  const moveTo = (starts_at: string, vet_id: string): void => run(() => step(row, { kind: "reschedule", starts_at, vet_id }, true));
  return (
    <AskForm
      title={t("appointments:move.title", { name: row.patient_name })}
      submitText={start ? t("appointments:move.to", { day: f.day(start.starts_at, zone, now), time: f.time(start.starts_at, zone), vet: when.nameOf(vetOf(row, start.vet_ids, when.vetId || start.vet_id)) }) : t("appointments:move.submit")}
      isReady={start !== null && leadsOn("reschedule", row.state)}
      isBusy={isBusy}
      onSubmit={() => start && moveTo(start.starts_at, vetOf(row, start.vet_ids, when.vetId || start.vet_id))}
      handle={handle}
    >
      <WrongWhen when={when} />
      <VisitPart row={row} zone={zone} onOther={onOther} />
      <WhenPart when={when} />
      <Alternatives problem={problem} slug={slug} vetId={row.vet_id} zone={zone} onChoose={(slot) => { when.choose(slot); moveTo(slot.starts_at, slot.vet_id); }} />
    </AskForm>
  );
}
