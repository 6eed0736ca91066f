import { Asker, type Person } from "./people.ts";

/** Every screen with an address, by who stands in front of it; what stands in braces is looked up in the demo. */
export const SCREENS: Partial<Record<Person | "stranger", readonly string[]>> = {
  stranger: ["/", "/practices/zwaluwhof", "/practices/zwaluwhof/book"],
  owner: [
    "/", "/practices/boomklever", "/practices/zwaluwhof/book", "/practices/zwaluwhof/book?step=2&type=consult&pet={pet}",
    "/pets", "/pets/new", "/pets/{pet}", "/pets/{pet}/edit", "/appointments", "/appointments/zwaluwhof/{visit}", "/appointments/zwaluwhof/{visit}/move",
    "/records/zwaluwhof/{ownRecord}", "/messages", "/messages/zwaluwhof", "/me", "/no/such/page",
  ],
  applicant: ["/me/application", "/me/clinic-application"],
  pendingVet: ["/me/application", "/me/vet-application"],
  vet: [
    "/p/zwaluwhof/today", "/p/zwaluwhof/schedule", "/p/zwaluwhof/patient", "/p/zwaluwhof/patient/{patient}", "/p/zwaluwhof/consult",
    "/p/zwaluwhof/consult/{signed}", "/p/zwaluwhof/consult/{draft}", "/p/zwaluwhof/settings",
  ],
  receptionist: ["/p/zwaluwhof/today", "/p/zwaluwhof/front-desk", "/p/zwaluwhof/schedule?span=week", "/p/zwaluwhof/patient/new", "/p/zwaluwhof/patient/duplicates", "/p/zwaluwhof/messages", "/p/zwaluwhof/messages/{thread}"],
  clinicAdmin: [
    "/p/zwaluwhof/today", "/p/zwaluwhof/insights", "/p/zwaluwhof/insights/log", "/p/zwaluwhof/settings", "/p/zwaluwhof/settings/profile", "/p/zwaluwhof/settings/hours",
    "/p/zwaluwhof/settings/types", "/p/zwaluwhof/settings/types/{type}", "/p/zwaluwhof/settings/resources", "/p/zwaluwhof/settings/resources/{resource}",
    "/p/zwaluwhof/settings/departments", "/p/zwaluwhof/settings/team", "/p/zwaluwhof/settings/team/roles", "/p/zwaluwhof/schedule?day={day}&selected={staffVisit}",
  ],
  franchiseAdmin: ["/p/vrije-weide/franchise"],
  systemAdmin: ["/platform", "/platform/applications/{application}", "/platform/clinics", "/platform/users", "/platform/franchises", "/platform/ranking", "/platform/activity", "/platform/jobs"],
};

interface Listed {
  items: { id: string; patient_id?: string; record_id?: string | null; starts_at?: string; practice_slug?: string; state?: string; name?: string }[];
}

const TABLE = "/api/staff/zwaluwhof";
const dayFrom = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** The ids that addresses need: Bella, her next visit and report, and something of everything a practice has. */
export async function lookUp(): Promise<Record<string, string>> {
  const owner = await Asker.as("owner");
  const staff = await Asker.as("vet");
  const chief = await Asker.as("clinicAdmin");
  const platform = await Asker.as("systemAdmin");
  const first = async (asker: Asker, path: string, fits: (item: Listed["items"][number]) => boolean = () => true): Promise<Listed["items"][number]> => {
    const found = (await asker.get<Listed>(path)).items.find(fits);
    if (!found) throw new Error(`Nothing fits at ${path}.`);
    return found;
  };
  const pet = await first(owner, "/api/me/pets", ({ name }) => name === "Bella");
  const visit = await first(owner, "/api/me/appointments?when=upcoming", ({ state, starts_at }) => state === "confirmed" && Date.parse(starts_at ?? "") > Date.now() + 3 * 86_400_000);
  const ownRecord = await first(owner, "/api/me/records", ({ practice_slug }) => practice_slug === "zwaluwhof");
  const patient = (await staff.post<Listed>(`${TABLE}/patients/find`, { q: "Bella" })).items[0];
  if (!patient) throw new Error("The demo has no Bella.");
  const staffVisit = await first(staff, `${TABLE}/appointments?from=${dayFrom(1)}&to=${dayFrom(5)}&state=confirmed`);
  const draft = await staff.post<{ id: string }>(`${TABLE}/records`, { patient_id: patient.id });
  return {
    pet: pet.id,
    visit: visit.id,
    ownRecord: ownRecord.id,
    signed: ownRecord.id,
    draft: draft.id,
    patient: patient.id,
    staffVisit: staffVisit.id,
    day: (staffVisit.starts_at ?? "").slice(0, 10),
    thread: (await first(chief, `${TABLE}/threads`)).id,
    type: (await first(chief, `${TABLE}/appointment-types`)).id,
    resource: (await first(chief, `${TABLE}/resources`)).id,
    application: (await first(platform, "/api/platform/applications?state=submitted")).id,
  };
}

export function fill(address: string, ids: Record<string, string>): string {
  return address.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `no-${name}`);
}
