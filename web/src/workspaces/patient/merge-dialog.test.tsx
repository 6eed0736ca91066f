import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { MergePreview, PatientLine, PatientView } from "@/api/types";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { DuplicatesScreen } from "./duplicates-screen";
import { MergeDialog, twoOf } from "./merge-dialog";
import { MergedLines } from "./merged-lines";

const S = "/api/staff/zwaluwhof";
const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "patient", href: (key, ...rest) => `/p/zwaluwhof/${[key, ...rest].join("/")}`, go: () => undefined };
const card = (id: string, name: string) => ({ id, client_id: id, name, number: 1001, species: null, breed: "", place: "Assen", animals: ["Bella"], has_account: false, version: 3 });

const preview: MergePreview = {
  kind: "client",
  kept: card("one", "Anna Jansen"),
  dropped: card("other", "Anne Janssen"),
  is_turned: false,
  fields: [
    { field: "last_name", kept: "Jansen", dropped: "Janssen", suggested: "kept", choices: ["kept", "dropped"] },
    { field: "email", kept: null, dropped: "anne@example.org", suggested: "dropped", choices: ["kept", "dropped"] },
    { field: "notes", kept: "belt graag", dropped: "komt laat", suggested: "both", choices: ["kept", "dropped", "both"] },
    { field: "city", kept: "Assen", dropped: "Assen", suggested: "kept", choices: ["kept"] },
  ],
  animals: ["Bella"],
  follows: [{ what: "patient", count: 1 }, { what: "appointment", count: 3 }, { what: "record", count: 0 }],
  refused: null,
};

beforeEach(() => signedIn(sessionOf(noor(["patients.read", "patients.merge"]))));

function shown(seen: MergePreview, more = {}): Request[] {
  const asked = stubServer({ [`GET ${S}/merges/preview`]: { body: seen }, [`POST ${S}/merges`]: { status: 201, body: { id: "m1", kind: "client", kept_id: "one", dropped_id: "other", undo_until: "2026-12-01T00:00:00Z" } }, ...more });
  renderScreen(<MergeDialog slug="zwaluwhof" from={{ kind: "client", keptId: "one", droppedId: "other" }} onClose={() => undefined} />);
  return asked;
}

it("shows both, what differs and what goes along, and sends only what was chosen otherwise", async () => {
  const asked = shown(preview);
  const names = await screen.findByRole("group", { name: "Achternaam" });
  expect(within(names).getByRole("radio", { name: "Jansen" })).toBeChecked();
  expect(within(screen.getByRole("group", { name: "E-mail" })).getByRole("radio", { name: "leeg" })).not.toBeChecked();
  expect(within(screen.getByRole("group", { name: "Notities" })).getByRole("radio", { name: "Allebei" })).toBeChecked();
  expect(screen.queryByRole("group", { name: "Plaats" })).toBeNull();
  expect(screen.getByText("Eén gegeven is gelijk.")).toBeVisible();
  expect(screen.getByText("Bella; 3 afspraken")).toBeVisible();
  expect(screen.getByText(/^Bella staat er daarna twee keer/)).toBeVisible();
  await userEvent.click(within(names).getByRole("radio", { name: "Janssen" }));
  await userEvent.click(screen.getByRole("button", { name: "Samenvoegen" }));
  await vi.waitFor(() => expect(asked.some((request) => request.method === "POST")).toBe(true));
  expect(await asked.find((request) => request.method === "POST")?.json()).toEqual({ kind: "client", kept_id: "one", dropped_id: "other", versions: { kept: 3, dropped: 3 }, take: { last_name: "dropped" } });
});

it("says why two cannot be made one, and then has no button for it", async () => {
  shown({ ...preview, refused: "both_have_accounts" });
  expect(await screen.findByText(/Allebei hebben ze een eigen account/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Samenvoegen" })).toBeNull();
});

it("turns the two round, but not where one stays because of an account", async () => {
  const asked = shown(preview);
  await userEvent.click(await screen.findByRole("button", { name: "Omdraaien" }));
  await vi.waitFor(() => expect(asked.at(-1)?.url).toContain("kept_id=other&dropped_id=one"));
  shown({ ...preview, kept: { ...preview.kept, has_account: true } });
  expect(await screen.findByText("Heeft een account, en blijft daarom")).toBeVisible();
});

it("keeps what was chosen when the server refuses, and says why", async () => {
  shown(preview, { [`POST ${S}/merges`]: { status: 409, body: { code: "stale" } } });
  const other = within(await screen.findByRole("group", { name: "Achternaam" })).getByRole("radio", { name: "Janssen" });
  await userEvent.click(other);
  await userEvent.click(screen.getByRole("button", { name: "Samenvoegen" }));
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(within(await screen.findByRole("group", { name: "Achternaam" })).getByRole("radio", { name: "Janssen" })).toBeChecked();
});

it("means the clients when the other animal is somebody else's, and the animals when it is theirs", () => {
  const patient = { id: "p1", client_id: "c1" } as PatientView;
  expect(twoOf(patient, { id: "p2", client_id: "c2" } as PatientLine)).toEqual({ kind: "client", keptId: "c1", droppedId: "c2" });
  expect(twoOf(patient, { id: "p2", client_id: "c1" } as PatientLine)).toEqual({ kind: "patient", keptId: "p1", droppedId: "p2" });
});

const line = { id: "m1", kind: "client", kept_id: "one", dropped_id: "other", dropped_name: "Anne Janssen", dropped_number: 1002, merged_at: "2026-11-20T10:00:00Z", undo_until: "2026-12-20T10:00:00Z" };

it("says on the page with whom somebody was merged, and takes it apart after a look", async () => {
  const seen = { merge: line, kept: card("one", "Anna Jansen"), animals: ["Bella"], goes_back: [{ what: "appointment", count: 2 }], since: [{ what: "appointment", count: 1 }], fields: [{ field: "last_name", now: "Janssen", before: "Jansen", stays: false }, { field: "email", now: "nieuw@example.org", before: null, stays: true }], blocked_by: [] };
  const asked = stubServer({ [`GET ${S}/merges`]: { body: { items: [line] } }, [`GET ${S}/merges/m1/undo`]: { body: seen }, [`POST ${S}/merges/m1/undo`]: { body: { id: "m1", kept_id: "one", restored_id: "other" } } });
  renderScreen(<MergedLines slug="zwaluwhof" clientId="one" patientId="p1" zone="Europe/Amsterdam" kind="client" />);
  expect(await screen.findByText("Samengevoegd met Anne Janssen (klant 1002) op 20 november 2026.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Samenvoeging met Anne Janssen ongedaan maken…" }));
  expect(await screen.findByText("Bella; 2 afspraken")).toBeVisible();
  expect(screen.getByText("één afspraak")).toBeVisible();
  expect(screen.getByText("Achternaam: Jansen")).toBeVisible();
  expect(screen.getByText("E-mail: nieuw@example.org")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Uit elkaar halen" }));
  await vi.waitFor(() => expect(asked.some((request) => request.method === "POST")).toBe(true));
});

it("says what was merged later and has to be undone first", async () => {
  const seen = { merge: line, kept: card("one", "Anna Jansen"), animals: [], goes_back: [], since: [], fields: [], blocked_by: [{ ...line, id: "m2", dropped_name: "Bella", dropped_number: null }] };
  stubServer({ [`GET ${S}/merges`]: { body: { items: [line] } }, [`GET ${S}/merges/m1/undo`]: { body: seen } });
  renderScreen(<MergedLines slug="zwaluwhof" clientId="one" patientId="p1" zone="Europe/Amsterdam" kind="client" />);
  await userEvent.click(await screen.findByRole("button", { name: /ongedaan maken/ }));
  expect(await screen.findByText("Samengevoegd met Bella op 20 november 2026.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Uit elkaar halen" })).toBeNull();
});

it("offers who looks double, and takes a pair off the list that is not the same", async () => {
  const asked = stubServer({ [`GET ${S}/duplicates`]: { body: { items: [{ kind: "client", one: card("one", "Anna Jansen"), other: card("other", "Anne Janssen"), alike: ["phone", "name"] }], is_all: true } }, [`POST ${S}/duplicates/dismiss`]: { body: { is_offered: false } } });
  renderScreen(<MapProvider value={map}><DuplicatesScreen /></MapProvider>);
  expect(await screen.findByRole("heading", { name: "Eén paar lijkt dubbel." })).toBeVisible();
  expect(screen.getByText("Gelijk: telefoon en naam")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Anna Jansen en Anne Janssen zijn niet dezelfde" }));
  await vi.waitFor(() => expect(asked.some((request) => request.url.endsWith("/duplicates/dismiss"))).toBe(true));
});
