import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { BoardRow, Stage } from "@/api/types";

import { readBoard } from "./own-steps";

/** Everybody of one local day, wherever in the house they are. */
export const boardQuery = (slug: string, on: string) =>
  queryOptions({
    queryKey: ["board", slug, on],
    queryFn: ({ client }) => readBoard(client, () => data(api.GET("/api/staff/{slug}/board", { params: { path: { slug }, query: { on } } }))),
  });

/** Three starts to propose on the telephone, the best first. They go stale with everything that is free or taken. */
export const offersQuery = (slug: string, type: string, patientId: string) =>
  queryOptions({
    queryKey: ["slots", slug, "offers", { type, patientId }],
    queryFn: () => data(api.GET("/api/staff/{slug}/offers", { params: { path: { slug }, query: { type, patient_id: patientId } } })),
  });

export function checkIn(slug: string, appointmentId: string, headers: Record<string, string>): Promise<BoardRow> {
  return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/check-in", { params: { path: { slug, appointment_id: appointmentId } }, headers }));
}

export interface Arrival {
  patient_id: string;
  /** What for and with whom, as far as that is known. */
  type: string | null;
  vet_id: string | null;
  /** The practice's own, which no owner reads. */
  note: string;
}

/** Somebody at the desk without an appointment. */
export function walkIn(slug: string, body: Arrival, headers: Record<string, string>): Promise<BoardRow> {
  return data(api.POST("/api/staff/{slug}/visits", { params: { path: { slug } }, body, headers }));
}

export interface Seen {
  id: string;
  /** What was on the screen: a move that somebody else made since is not overruled unseen. */
  version: number;
}

export interface Move {
  stage: Stage;
  room_id: string | null;
}

export function moveVisit(slug: string, { id, version }: Seen, body: Move, headers: Record<string, string>): Promise<BoardRow> {
  const params = { path: { slug, visit_id: id }, header: { "If-Match": String(version) } };
  return data(api.POST("/api/staff/{slug}/visits/{visit_id}/move", { params, headers, body }));
}

export function undoMove(slug: string, { id, version }: Seen, headers: Record<string, string>): Promise<BoardRow> {
  const params = { path: { slug, visit_id: id }, header: { "If-Match": String(version) } };
  return data(api.POST("/api/staff/{slug}/visits/{visit_id}/undo", { params, headers }));
}
