import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { isProblem } from "@/api/problem";
import type { BoardRow, ClientView } from "@/api/types";
import { typesQuery } from "@/features/appointments/api";
import { fits } from "@/features/appointments/rules";
import { useBooking } from "@/features/appointments/use-booking";
import { useMe } from "@/features/identity/session";
import { clientQuery, patientQuery } from "@/features/patients/api";
import { offersQuery, walkIn, type Arrival } from "@/features/visits/api";
import { putOnBoard, useUndoVisit } from "@/features/visits/use-moves";
import { isFocusLost } from "@/lib/focus";
import { dayIn } from "@/lib/formats";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { useDraft } from "@/lib/use-draft";

import { NO_CALL, obviousAnimal, typesInOrder, type Call, type Match } from "./call-rules";

const USED_MAX = 12;

/** The kinds of appointment that this person planned last on this computer, the newest first. */
function useUsedTypes(slug: string) {
  const key = `vetsync.used-types.${slug}`;
  const [used, setUsed] = useState<string[]>(() => (localStorage.getItem(key) ?? "").split(" ").filter(Boolean));
  const note = (type: string): void => {
    const next = [type, ...used.filter((one) => one !== type)].slice(0, USED_MAX);
    setUsed(next);
    try {
      localStorage.setItem(key, next.join(" "));
    } catch {
      // A full or forbidden store only forgets the order.
    }
  };
  return [used, note] as const;
}

/** Everything of the one who is helped now: what was chosen, what is offered, and the two ways to end it. */
export function useCall(slug: string, zone: string, today: readonly BoardRow[], field: RefObject<HTMLInputElement | null>) {
  const draft = useDraft<Call>(`call.${slug}.${useMe().id}`, NO_CALL);
  const call = draft.value;
  const { set, clear } = draft;
  const change = useCallback((next: Partial<Call>) => set({ ...call, ...next }), [call, set]);
  const client = useQuery({ ...clientQuery(slug, call.clientId ?? ""), enabled: call.clientId !== null });
  const patient = client.data?.patients.find((one) => one.id === call.patientId) ?? null;
  const [used, noteUse] = useUsedTypes(slug);
  const allTypes = useQuery(typesQuery(slug));
  const types = useMemo(
    () => typesInOrder((allTypes.data ?? []).filter((one) => patient && fits(one, patient.species)), used, today.map((row) => row.type_key)),
    [allTypes.data, patient, used, today],
  );
  const type = types.find((one) => one.key === call.type) ?? types[0] ?? null;
  const offers = useQuery({ ...offersQuery(slug, type?.key ?? "", call.patientId ?? ""), enabled: patient !== null && type !== null });
  const offered = offers.data?.items ?? [];
  const helped = (): void => {
    clear();
    // The next one begins with a name, unless the person went elsewhere meanwhile.
    const panel = field.current?.closest("[role=region]");
    if (isFocusLost() || panel?.contains(document.activeElement)) field.current?.focus();
  };
  const booking = useBooking(slug, zone, helped, () => change({ startsAt: null, vetId: null }));
  const arrival = useArrival(slug, helped);
  // The caller agreed to the time that is gone, not to the next one: that is chosen.
  const isRefused = isProblem(booking.problem) && booking.problem.status === 409;
  const best = isRefused ? undefined : offered[0];
  const place = call.startsAt !== null && call.vetId !== null ? { starts_at: call.startsAt, vet_id: call.vetId } : (best ?? null);

  useCalledFor(slug, change);
  useOnlyAnimal(client.data, call, change);
  const pick = (match: Match): void => {
    booking.forget();
    change({ ...NO_CALL, words: call.words, clientId: match.clientId, clientName: match.clientName });
  };
  /** An animal that stands on the board needs no words. */
  const pickRow = (row: BoardRow): void => {
    booking.forget();
    change({ ...NO_CALL, clientId: row.client_id, clientName: row.client_name, patientId: row.patient_id });
  };
  const book = (at: { starts_at: string; vet_id: string } | null = place): void => {
    if (!patient || !type || !at) return;
    void booking.book({ type: type.key, starts_at: at.starts_at, patient_id: patient.id, vet_id: at.vet_id, note: call.note });
    noteUse(type.key);
  };
  /** The best that is offered on another day says nothing of who is there now. */
  const vetNow = (): string | null => call.vetId ?? (place !== null && dayIn(place.starts_at, zone) === dayIn(new Date(), zone) ? place.vet_id : null);
  return {
    call, change, pick, pickRow, book,
    clear: () => {
      booking.forget();
      clear();
    },
    client, patient, types, type, offers, place, booking,
    hasTypesFailed: allTypes.isError && !allTypes.data,
    retryTypes: () => void allTypes.refetch(),
    isBegun: draft.isKept && (call.words !== "" || call.clientId !== null),
    isArriving: arrival.isBusy,
    arrive: () => patient && void arrival.arrive({ patient_id: patient.id, type: type?.key ?? null, vet_id: vetNow(), note: call.note }, patient.name),
  };
}

export type CallState = ReturnType<typeof useCall>;

/** Once it is known which animals a client has, the one that needs no asking is chosen. */
function useOnlyAnimal(client: ClientView | undefined, call: Call, change: (next: Partial<Call>) => void): void {
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (!client || client.id !== call.clientId || asked.current === client.id) return;
    asked.current = client.id;
    const only = call.patientId === null ? obviousAnimal(client.patients, call.words) : null;
    if (only) change({ patientId: only.id });
  }, [client, call, change]);
  useEffect(() => {
    if (call.clientId === null) asked.current = null;
  }, [call.clientId]);
}

/** `?patient=` says for whom the panel is opened: whoever was just registered, or a card of the board. */
function useCalledFor(slug: string, change: (next: Partial<Call>) => void): void {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get("patient");
  const { data } = useQuery({ ...patientQuery(slug, wanted ?? ""), enabled: wanted !== null });
  useEffect(() => {
    if (!data || data.id !== wanted) return;
    change({ ...NO_CALL, clientId: data.client_id, clientName: data.client_name, patientId: data.id });
    setSearch((before) => { before.delete("patient"); return before; }, { replace: true, flushSync: true });
  }, [data, wanted, change, setSearch]);
}

function useArrival(slug: string, onArrived: () => void) {
  const { t } = useTranslation("visits");
  const queries = useQueryClient();
  const problemText = useProblemText("visits");
  const intent = useIntent();
  const undo = useUndoVisit(slug);
  const isUnderWay = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const arrive = async (wish: Arrival, name: string): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    try {
      const row = await intent(wish, (sent, headers) => walkIn(slug, sent, headers));
      putOnBoard(queries, slug, row);
      toast.done(t("done.arrived", { name: row.patient_name }), () => void undo(row));
      onArrived();
    } catch (error) {
      toast.failed(t("refused", { name, why: problemText(error) }));
    } finally {
      isUnderWay.current = false;
      setBusy(false);
      void queries.invalidateQueries({ queryKey: ["board", slug] });
    }
  };
  return { arrive, isBusy };
}
