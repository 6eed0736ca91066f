import { MapProvider, type PracticeMap } from "@/lib/map";
import { renderScreen, stubServer } from "@/test-render";

import { Screen } from "./screen";

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "schedule", href: (key) => `/p/zwaluwhof/${key}`, go: () => undefined };
export const S = "/api/staff/zwaluwhof";
export const row = (id: string, patient_name: string, more: object = {}) => ({
  id, patient_name, client_name: "Anna Vlinder", starts_at: "2026-11-24T09:00:00Z", ends_at: "2026-11-24T09:20:00Z", state: "confirmed", vet_id: "v1", vet_name: "Noor Haas", category: "consult",
  type_key: "consult", type_name_nl: "Ziek", type_name_en: "Ill", species: "dog", reason: "Hoest", record_id: null, undo_until: null, decline_reason: null, source: "desk", created_at: "2026-11-20T09:00:00Z",
  patient_id: "p1", client_id: "c1", resource_ids: ["v1"], version: 1, ...more,
});
export const server = (rows: object[], more: object = {}) =>
  stubServer({
    [`GET ${S}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`GET ${S}/resources`]: { body: { items: [{ id: "v1", name: "Noor Haas", active: true, user_id: null, kind: "vet" }] } },
    [`GET ${S}/appointments`]: (request: Request) => ({ body: { items: request.url.includes("state=pending") ? rows.filter((one) => "state" in one && one.state === "pending") : rows, next_cursor: null } }),
    [`GET ${S}/hours-exceptions`]: { body: { items: [] } },
    [`GET ${S}/leave`]: { body: { items: [] } },
    [`GET ${S}/waitlist`]: { body: { freed: [], items: [], zone: "Europe/Amsterdam" } },
    [`GET ${S}/opening-hours`]: { body: { items: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "08:00", closes: "17:30" })), version: 1 } },
    ...more,
  });
export const openAt = (search: string) => renderScreen(<MapProvider value={map}><Screen /></MapProvider>, { path: "/p/:slug/schedule", address: `/p/zwaluwhof/schedule${search}` });
export const show = (more = "") => openAt(`?day=2026-11-24${more}`);
