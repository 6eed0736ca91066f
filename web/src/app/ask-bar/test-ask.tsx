import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";

import { signedIn } from "@/api/session";
import type { AskedCommand, Found } from "@/api/types";
import { StaffShell } from "@/app/shell/staff-shell";
import { Toaster } from "@/app/shell/toaster";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

export const S = "/api/staff/zwaluwhof";
export const ALL = ["practice.read", "schedule.read", "schedule.book", "patients.read", "patients.write", "messages.read", "messages.write"];
export const DAY = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
export const at = (clock: string): string => `${DAY}T${clock}:00Z`;

export const bella: Found = { id: "p1", kind: "patient", title: "Bella", subtitle: "Anneke de Vries", matched: "name", state: "active", species: "dog", client_id: "c1", patient_id: "p1" };
export const other: Found = { ...bella, id: "p2", subtitle: "Jan Wilgen", client_id: "c2" };
export const visit: Found = { id: "a1", kind: "appointment", title: "Bella", subtitle: "Anneke de Vries", matched: "name", state: "confirmed", species: "dog", starts_at: at("09:10"), type_name: "Enting" };
const vaccination = { id: "t1", key: "vaccination", name_nl: "Enting", name_en: "Vaccination", category: "vaccine", minutes: 20, active: true, species: [], price_min_cents: 5800, price_max_cents: 7400 };
const surgery = { ...vaccination, id: "t2", key: "surgery", name_nl: "Operatie", species: ["cat"] };
export const slot = (clock: string) => ({ starts_at: at(clock), ends_at: at(clock), vet_id: "v1", vet_ids: ["v1"] });
const patient = { id: "p1", name: "Bella", species: "dog", breed: "Stabyhoun", sex: "female", neutered: true, born_on: "2019-01-01", born_is_estimate: false, state: "active", client_id: "c1", client_name: "Anneke de Vries", alert: "", client_alert: "", version: 3, weights: [{ measured_at: "2026-10-01T09:00:00Z", grams: 22_900 }] };
export const row = { id: "a1", version: 7, state: "confirmed", starts_at: at("09:10"), ends_at: at("09:30"), patient_id: "p1", patient_name: "Bella", client_id: "c1", client_name: "Anneke de Vries", species: "dog", breed: "", type_key: "vaccination", type_name_nl: "Enting", type_name_en: "Vaccination", vet_id: "v1" };

type Answers = Parameters<typeof stubServer>[0];

/** Types a line into the bar of a practice that understands it so and finds this. */
export async function ask(line: string, command: AskedCommand | null, found: Found[], more: Answers = {}, permissions = ALL) {
  signedIn(sessionOf(noor(permissions)));
  const groups = [...new Set(found.map(({ kind }) => kind))].map((kind) => ({ kind, items: found.filter((one) => one.kind === kind) }));
  const asked = stubServer({
    [`POST ${S}/find`]: async (request) => ({ body: ((await request.json()) as { q: string }).q === line ? { groups, command } : { groups: [] } }),
    [`GET ${S}/profile`]: { body: { zone: "UTC" } },
    [`GET ${S}/resources`]: { body: { items: [{ id: "v1", name: "Noor Haas", user_id: "u1", active: true }] } },
    [`GET ${S}/appointment-types`]: { body: { items: [vaccination, surgery] } },
    [`GET ${S}/slots`]: { body: { items: [slot("10:00"), slot("10:20")] } },
    [`GET ${S}/patients/p1`]: { body: patient },
    [`GET ${S}/patients/p2`]: { body: { ...patient, id: "p2", client_name: "Jan Wilgen" } },
    [`GET ${S}/appointments/a1`]: { body: row },
    ...more,
  });
  const screens = ["today", "patient/:id", "patient/new", "schedule", "messages/new/:client/:patient"].map((path) => ({ path, element: <h1>{path}</h1> }));
  const { router } = renderRoutes([{ path: "/p/:slug", element: <><StaffShell /><Toaster bar={null} /></>, children: screens }], "/p/zwaluwhof/today");
  await screen.findByRole("heading", { name: "today" });
  const field = screen.getByRole("combobox", { name: "Zoek of vraag" });
  await userEvent.click(field);
  await userEvent.type(field, line);
  const sent = async (method: string, path: string) => {
    const request = asked.find((one) => one.method === method && new URL(one.url).pathname === S + path);
    const text = await request?.clone().text();
    return request && { body: text ? (JSON.parse(text) as unknown) : null, headers: request.headers };
  };
  return { router, asked, field, sent };
}

export const form = (): Promise<HTMLElement> => screen.findByRole("form", { name: "Begrepen als" }, { timeout: 5_000 });
