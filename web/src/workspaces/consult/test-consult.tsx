import { screen } from "@testing-library/react";

import { signedIn } from "@/api/session";
import type { RecordView } from "@/api/types";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { useToasts } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { ConsultScreen } from "./consult-screen";

/** The texts are fetched first, which takes its time on a busy machine. */
export const PATIENT = { timeout: 5000 };
export const STAFF = "/api/staff/zwaluwhof";
export const RECORD = `${STAFF}/records/r1`;
const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "consult", href: () => null, go: () => undefined };
export const parts = { vitals: null, diagnoses: [], prescriptions: [], vaccinations: [], dewormings: [], lab_results: [], files: [] };
export const draft = {
  id: "r1", patient_id: "p1", patient_name: "Bella", client_id: "c1", appointment_id: null, vet_id: "v1", vet_name: "Noor", visited_at: "2026-03-02T09:00:00Z", reason: "", note: "", type_name_nl: null, type_name_en: null, subjective: "", objective: "",
  assessment: "", plan: "Rust.", summary_for_owner: "", state: "draft", signed_at: null, signed_by_name: "", saved_at: "2026-03-02T09:10:00Z", shared_at: null, version: 3, parts, addenda: [],
} as RecordView;

type Answers = Parameters<typeof stubServer>[0];
export const saved = (version: number) => ({ id: "r1", version, state: "draft", saved_at: "2026-03-02T09:11:00Z" });

function Toasts() {
  return <ul aria-label="meldingen">{useToasts().map((one) => <li key={one.id}>{one.text}{one.retry && <button onClick={one.retry}>nog eens</button>}</li>)}</ul>;
}

/** The record as the server has it can be changed while the screen is open. */
export function openConsult(answers: Answers = {}, start: RecordView = draft) {
  const server = { record: start };
  signedIn(sessionOf(noor(["records.read", "records.write", "records.sign"])));
  const asked = stubServer({ [`GET ${RECORD}`]: () => ({ body: server.record }), [`GET ${STAFF}/patients/p1/records`]: { body: { items: [] } }, ...answers });
  const { unmount } = renderScreen(<MapProvider value={map}><ConsultScreen /><Toasts /></MapProvider>, { path: "/:recordId", address: "/r1" });
  return { server, unmount, sent: (method: string) => asked.filter((one) => one.method === method) };
}

export const signButton = () => screen.findByRole("button", { name: /^Tekenen en sluiten/ }, PATIENT);
