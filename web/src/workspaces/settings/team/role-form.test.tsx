import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { RoleForm } from "./role-form";

/** The texts are fetched first, which takes its time on a busy machine. */
const PATIENT = { timeout: 5000 };

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "settings", href: () => null, go: () => undefined };

it("offers nobody a permission they have not got, and shows the refusal of the server", async () => {
  signedIn(sessionOf(noor(["staff.read", "staff.manage", "schedule.read"])));
  stubServer({ "POST /api/staff/zwaluwhof/roles": { status: 403, body: { code: "more_than_you_may" } } });
  renderScreen(<MapProvider value={map}><RoleForm current={null} onAdded={() => undefined} /></MapProvider>);
  expect(await screen.findByRole("checkbox", { name: /Dossiers lezen/ }, PATIENT)).toBeDisabled();
  await userEvent.type(screen.getByLabelText("Naam van de rol"), "Stagiair");
  await userEvent.click(screen.getByRole("checkbox", { name: "De agenda zien" }));
  await userEvent.click(screen.getByRole("button", { name: "Rol maken" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Je kunt geen rechten geven of wegnemen die je zelf niet hebt.");
  expect(screen.getByLabelText("Naam van de rol")).toHaveValue("Stagiair");
});

it("reads a built-in role as text", async () => {
  signedIn(sessionOf(noor(["staff.read"])));
  renderScreen(<MapProvider value={map}><RoleForm current={{ role: "vet", name: "Dierenarts", permissions: ["records.sign"], is_builtin: true, version: null }} onAdded={() => undefined} /></MapProvider>);
  expect(await screen.findByText(/Dierenarts is een vaste rol/, undefined, PATIENT)).toBeVisible();
  expect(screen.queryByRole("checkbox")).toBeNull();
});
