import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { beforeEach, expect, it } from "vitest";

import { SEARCH_MAX } from "@/api/limits";
import { signedIn } from "@/api/session";
import { PatientSearch } from "@/features/patients/patient-search";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";
import { ClinicsScreen } from "@/workspaces/admin/clinics-screen";
import { UsersScreen } from "@/workspaces/admin/users-screen";
import { FeedScreen } from "@/workspaces/owner/feed/screen";
import { VetApplicationScreen } from "@/workspaces/owner/me/vet-application-screen";
import { Screen as PatientsScreen } from "@/workspaces/patient/screen";
import { Screen as ScheduleScreen } from "@/workspaces/schedule/screen";

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "schedule", href: (key) => `/p/zwaluwhof/${key}`, go: () => undefined };
const STAFF = "/api/staff/zwaluwhof";
const refused = { status: 400, body: { code: "invalid", field: "q" } };
/** Answers everything but what is searched for. */
const unless = (request: Request) => (new URL(request.url).searchParams.get("q") ? refused : { body: { items: [], next_cursor: null } });

const SEARCHES: readonly { name: string; screen: ReactNode; role: "searchbox" | "textbox" | "combobox"; label: RegExp; max: number }[] = [
  { name: "owners look for a clinic", screen: <FeedScreen />, role: "searchbox", label: /kliniek/i, max: SEARCH_MAX.practices },
  { name: "a vet looks for a practice to work at", screen: <VetApplicationScreen />, role: "combobox", label: /praktijk/i, max: SEARCH_MAX.practices },
  { name: "the desk looks for a visit", screen: <MapProvider value={map}><ScheduleScreen /></MapProvider>, role: "searchbox", label: /./, max: SEARCH_MAX.appointments },
  { name: "the practice looks for a patient", screen: <MapProvider value={map}><PatientsScreen /></MapProvider>, role: "searchbox", label: /./, max: SEARCH_MAX.patients },
  { name: "a form looks for a patient", screen: <PatientSearch slug="zwaluwhof" label="Patiënt" selected={null} onSelect={() => undefined} />, role: "combobox", label: /Patiënt/, max: SEARCH_MAX.patients },
  { name: "the platform looks for people", screen: <UsersScreen />, role: "textbox", label: /Naam/, max: SEARCH_MAX.users },
  { name: "the platform looks for clinics", screen: <ClinicsScreen />, role: "textbox", label: /Zoek/, max: SEARCH_MAX.clinics },
];

beforeEach(() => signedIn(sessionOf({ ...noor(["schedule.read", "patients.read"]), kinds: ["system_admin"] })));

it.each(SEARCHES)("where $name, no more can be typed than the server takes, and its refusal stands at the field", async ({ screen: shown, role, label, max }) => {
  stubServer({
    [`GET ${STAFF}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`GET ${STAFF}/resources`]: { body: { items: [] } },
    [`GET ${STAFF}/appointments`]: unless,
    [`POST ${STAFF}/appointments/find`]: refused,
    [`POST ${STAFF}/patients/find`]: async (request) => (((await request.json()) as { q: string }).q === "" ? { body: { items: [], total: 0, next_cursor: null } } : refused),
    "GET /api/practices": unless,
    "GET /api/platform/clinics": unless,
    "POST /api/platform/users/find": async (request) => (((await request.json()) as { q: string }).q === "" ? { body: { items: [], next_cursor: null } } : refused),
    "GET /api/me/pets": { body: { items: [] } },
    "GET /api/me/vet-applications": { body: { items: [] } },
  });
  renderScreen(shown, { path: "/p/:slug/schedule", address: "/p/zwaluwhof/schedule?day=2026-11-24" });
  const [field] = await screen.findAllByRole(role, { name: label }, { timeout: 5000 });
  if (!field) throw new Error("There is no such field.");
  expect(field).toHaveAttribute("maxlength", String(max));
  await userEvent.type(field, "bel");
  await expect.poll(() => screen.getAllByRole(role, { name: label })[0]?.getAttribute("aria-invalid"), { timeout: 5000 }).toBe("true");
  expect(screen.getAllByRole(role, { name: label })[0]).toHaveAccessibleDescription(/Hier kunnen we niet op zoeken. Typ minder./);
  expect(screen.queryByText("Opnieuw proberen")).toBeNull();
});
