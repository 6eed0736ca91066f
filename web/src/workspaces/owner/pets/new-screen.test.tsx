import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { signedIn } from "@/api/session";
import { sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

import { anna, bella } from "../test-clinic";

import { NewPetScreen } from "./new-screen";

const open = () => renderRoutes([{ path: "/pets/new", element: <NewPetScreen /> }, { path: "*", element: <p>elders</p> }], "/pets/new");
const name = () => screen.findByLabelText("Naam", {}, { timeout: 5000 });

it("finds a half filled pet again after a reload, and begins empty once it was saved", async () => {
  signedIn(sessionOf(anna));
  stubServer({ "POST /api/me/pets": { status: 201, body: bella } });
  open();
  await userEvent.type(await name(), "Bella");
  await userEvent.selectOptions(screen.getByLabelText("Soort"), "dog");
  cleanup();
  open();
  expect(await name()).toHaveValue("Bella");
  expect(screen.getByLabelText("Soort")).toHaveValue("dog");
  await userEvent.click(screen.getByRole("radio", { name: "Onbekend" }));
  await userEvent.click(screen.getByRole("button", { name: "Dier toevoegen" }));
  expect(await screen.findByText("elders")).toBeVisible();
  cleanup();
  open();
  expect(await name()).toHaveValue("");
});

it("asks about a dog of 35 years once, and takes the owner's word for it", async () => {
  signedIn(sessionOf(anna));
  const asked = stubServer({ "POST /api/me/pets": { status: 201, body: bella } });
  open();
  await userEvent.type(await name(), "Bella");
  await userEvent.selectOptions(screen.getByLabelText("Soort"), "dog");
  await userEvent.click(screen.getByRole("radio", { name: "Ongeveer" }));
  await userEvent.type(screen.getByLabelText("Hoe oud ongeveer"), "35");
  await userEvent.click(screen.getByRole("button", { name: "Dier toevoegen" }));
  const doubt = await screen.findByRole("alert");
  expect(asked.filter(({ method }) => method === "POST")).toHaveLength(0);
  await userEvent.click(within(doubt).getByRole("button"));
  expect(await screen.findByText("elders")).toBeVisible();
});
