import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes, renderScreen, stubServer } from "@/test-render";

import { RegisterScreen } from "./register-screen";

const go = vi.fn();
const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "patient", href: (key) => `/p/zwaluwhof/${key}`, go };
const S = "/api/staff/zwaluwhof";

beforeEach(() => {
  localStorage.clear();
  go.mockClear();
  signedIn(sessionOf(noor(["patients.read", "patients.write"])));
});

async function filled(answer: () => { status: number; body: object }): Promise<Request[]> {
  const asked = stubServer({ [`POST ${S}/patients`]: answer, [`POST ${S}/patients/candidates`]: { body: { items: [] } } });
  renderScreen(<MapProvider value={map}><RegisterScreen /></MapProvider>, { path: "/p/:slug/patient/new", address: "/p/zwaluwhof/patient/new" });
  await userEvent.type(await screen.findByRole("textbox", { name: "Achternaam" }, { timeout: 5000 }), "Vries");
  await userEvent.type(screen.getByRole("textbox", { name: "Telefoon" }), "0612345678");
  await userEvent.type(screen.getByRole("textbox", { name: "Naam" }), "Bella");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Diersoort" }), "cat");
  return asked;
}

const sent = (asked: Request[]): Request[] => asked.filter((request) => request.url.endsWith("/patients"));

it("says at the field what the server refuses, of the animal and of the owner", async () => {
  let field = "born_on";
  await filled(() => ({ status: 400, body: { code: field === "born_on" ? "date_in_future" : "invalid", field } }));
  const submit = screen.getByRole("button", { name: "Inschrijven" });
  await userEvent.click(submit);
  expect(await screen.findByLabelText(/Geboren/)).toHaveAccessibleDescription("Deze datum ligt in de toekomst.");
  field = "client.phone";
  await userEvent.click(submit);
  await vi.waitFor(() => expect(screen.getByRole("textbox", { name: "Telefoon" })).toBeInvalid());
  expect(screen.getByLabelText(/Geboren/)).toBeValid();
});

it("asks whether a cat of sixty kilograms is right, and believes the answer", async () => {
  const asked = await filled(() => ({ status: 201, body: { client_id: "c1", client_number: 7, patient_id: "p1" } }));
  const weight = screen.getByRole("textbox", { name: "Gewicht" });
  await userEvent.type(weight, "60");
  await userEvent.click(screen.getByRole("button", { name: "Inschrijven" }));
  expect(await screen.findByText("Kat van 60 kg: dat is ongewoon zwaar.")).toBeVisible();
  expect(sent(asked)).toHaveLength(0);
  await userEvent.clear(weight);
  expect(screen.queryByText(/ongewoon zwaar/)).toBeNull();
  await userEvent.type(weight, "0");
  expect(await screen.findByText(/Het gewicht is 0/)).toBeVisible();
  await userEvent.clear(weight);
  await userEvent.type(weight, "60");
  await userEvent.click(screen.getByRole("button", { name: "Ja, zo opslaan" }));
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith("patient", "p1"));
  expect(await sent(asked)[0]?.json()).toMatchObject({ patient: { name: "Bella", weight_grams: 60_000 } });
});

it("begins with what was typed elsewhere of who is registered, in the fields where it belongs", async () => {
  stubServer({ [`POST ${S}/patients/candidates`]: { body: { items: [] } } });
  const { router } = renderRoutes([{ path: "/", element: <p>Elders</p> }, { path: "/p/:slug/patient/new", element: <MapProvider value={map}><RegisterScreen /></MapProvider> }]);
  await act(() => router.navigate("/p/zwaluwhof/patient/new", { state: { newcomer: { first_name: "Anneke", prefix: "van der", last_name: "Berg", phone: "0612345678", species: "rabbit" } } }));
  expect(await screen.findByRole("textbox", { name: "Achternaam" }, { timeout: 5000 })).toHaveValue("Berg");
  expect(screen.getByRole("textbox", { name: "Voornaam" })).toHaveValue("Anneke");
  expect(screen.getByRole("textbox", { name: "Telefoon" })).toHaveValue("0612345678");
  expect(screen.getByRole("combobox", { name: "Diersoort" })).toHaveValue("rabbit");
});

it("brings somebody who is much alike into view and reads it aloud", async () => {
  const scrolled = vi.fn();
  Element.prototype.scrollIntoView = scrolled;
  stubServer({ [`POST ${S}/patients/candidates`]: { body: { items: [{ client_id: "c1", client_name: "Anna de Vries", city: "Utrecht", patient_names: ["Bella"], matched_on: ["name"] }] } } });
  renderScreen(<MapProvider value={map}><RegisterScreen /></MapProvider>, { path: "/p/:slug/patient/new", address: "/p/zwaluwhof/patient/new" });
  const name = await screen.findByRole("textbox", { name: "Achternaam" }, { timeout: 5000 });
  await userEvent.type(name, "Vries");
  await vi.waitFor(() => expect(scrolled).toHaveBeenCalled(), { timeout: 5000 });
  expect(screen.getAllByRole("status").map((one) => one.textContent)).toContain("Anna de Vries lijkt hierop. Is het dezelfde?");
  expect(name).toHaveFocus();
});
