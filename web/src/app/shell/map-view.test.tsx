import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useMemo } from "react";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { Layouts } from "@/api/types";
import { keptLayouts, sentParts } from "@/features/layout/test-layouts";
import { useActions } from "@/lib/actions";
import { toast } from "@/lib/toasts";
import { useCrumb } from "@/lib/trail";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

import { StaffShell } from "./staff-shell";

const book = vi.fn();

function Place({ name }: { name: string }) {
  useCrumb({ key: name, title: name, icon: "today" });
  return <h1>{name}</h1>;
}

function Agenda() {
  useActions(useMemo(() => [{ slot: 3, label: "Afspraak maken", act: "appointment.book", run: book }], []));
  return <Place name="Agenda-scherm" />;
}

function renderAt(place: string, layouts: Layouts = { items: [] }) {
  const asked = stubServer(keptLayouts("shell", layouts));
  const children = [{ path: "today", element: <Place name="Naaf" /> }, { path: "schedule", element: <Agenda /> }, { path: "patient", element: <Place name="Patiënten-scherm" /> }];
  renderRoutes([{ path: "/p/:slug", element: <StaffShell />, children }], `/p/zwaluwhof/${place}`);
  const kept = () => sentParts(asked);
  return { kept };
}

const openMap = async () => {
  await userEvent.keyboard(".");
  return screen.findByRole("dialog", { name: "Je werkplekken." }, { timeout: 10_000 });
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  toast.clear();
  book.mockClear();
  signedIn(sessionOf(noor(["practice.read", "schedule.read", "patients.read"])));
});

it("is walked by keys alone: the arrows go from tile to tile, Enter goes in", async () => {
  renderAt("schedule");
  await screen.findByRole("heading", { name: "Agenda-scherm" });
  const map = await openMap();
  expect(within(map).getByRole("button", { name: /^Agenda/ })).toHaveFocus();
  await userEvent.keyboard("{ArrowRight}");
  expect(within(map).getByRole("button", { name: /^Vandaag/ })).toHaveFocus();
  await userEvent.keyboard("{ArrowRight}{Enter}");
  expect(await screen.findByRole("heading", { name: "Patiënten-scherm" })).toBeVisible();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

it("is the last step outwards: Esc goes to the hub, then to the map, and back", async () => {
  renderAt("patient");
  await screen.findByRole("heading", { name: "Patiënten-scherm" });
  await userEvent.keyboard("{Escape}");
  expect(await screen.findByRole("heading", { name: "Naaf" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(await screen.findByRole("dialog", { name: "Je werkplekken." })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
});

it("lets a workspace be put elsewhere by the arrows, keeps that, and takes it back", async () => {
  const { kept } = renderAt("patient");
  await screen.findByRole("heading", { name: "Patiënten-scherm" });
  const map = await openMap();
  await userEvent.click(within(map).getByRole("button", { name: "Kaart herschikken" }));
  within(map).getByRole("button", { name: /^Patiënt/ }).focus();
  await userEvent.keyboard("{ArrowUp}");
  await expect.poll(kept).toEqual([{ map: { places: { schedule: { x: -1, y: 0 }, patient: { x: 1, y: -1 } } } }]);
  expect(within(map).getByRole("button", { name: "Kaart herstellen" })).toBeVisible();
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(async () => (await kept()).at(-1)).toEqual({ map: null });
});

it("walks over the map as the person arranged it", async () => {
  renderAt("schedule", { items: [{ workspace: "shell", parts: { map: { places: { schedule: { x: 0, y: -2 } } } }, version: 1 }] });
  await screen.findByRole("heading", { name: "Agenda-scherm" });
  await waitFor(async () => {
    await userEvent.keyboard("{Control>}{ArrowDown}{/Control}");
    expect(screen.getByRole("heading", { name: "Naaf" })).toBeVisible();
  });
});

it("keeps a workspace and an act at hand at the top, where the act is done at once or its screen is opened", async () => {
  const { kept } = renderAt("schedule");
  const [rail = document.body] = await screen.findAllByRole("region", { name: "Wat je nu kunt doen" });
  await userEvent.click(within(rail).getByRole("button", { name: "Houd Afspraak maken bij de hand" }));
  await expect.poll(kept).toEqual([{ pins: { pins: [{ workspace: "schedule", act: "appointment.book" }] } }]);
  const bar = await screen.findByRole("list", { name: "Bij de hand" });
  await userEvent.click(within(bar).getByRole("button", { name: "Boeken" }));
  expect(book).toHaveBeenCalledOnce();
  const map = await openMap();
  await userEvent.click(within(map).getByRole("button", { name: "Houd Patiënt bij de hand" }));
  await userEvent.keyboard("{Escape}");
  await userEvent.click(within(bar).getByRole("button", { name: "Patiënt" }));
  expect(await screen.findByRole("heading", { name: "Patiënten-scherm" })).toBeVisible();
  await userEvent.click(within(bar).getByRole("button", { name: "Boeken: naar Agenda" }));
  expect(await screen.findByRole("heading", { name: "Agenda-scherm" })).toBeVisible();
  expect(book).toHaveBeenCalledOnce();
  within(bar).getByRole("button", { name: "Patiënt" }).focus();
  await userEvent.keyboard("{Delete}");
  expect(within(bar).queryByRole("button", { name: "Patiënt" })).not.toBeInTheDocument();
});
