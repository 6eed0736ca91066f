import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useMemo } from "react";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { useActions, type RailAction } from "@/lib/actions";
import type { PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen } from "@/test-render";

import { Help } from "./help";
import nl from "./locales/nl.json";

const MAP: PracticeMap = {
  slug: "zwaluwhof", practiceName: "Zwaluwhof", current: "front-desk", href: () => null, go: () => undefined,
  entries: [{ key: "front-desk", title: "Balie", place: { x: 0, y: -1 }, icon: () => null, href: "/p/zwaluwhof/front-desk" }],
};
const run = vi.fn();

function Desk() {
  useActions(useMemo<RailAction[]>(() => [{ slot: 1, label: "Inchecken", run }, { slot: 8, label: "Niet gekomen", run, unavailable: "Nog niet begonnen" }], []), "Max (Vlinderberg)");
  return (
    <>
      <Help map={MAP} />
      <input aria-label="zoek" />
    </>
  );
}

beforeEach(() => signedIn(sessionOf(noor(["schedule.book"]))));

it("the question mark says how the present screen works and what can be done with what is chosen, and why not", async () => {
  renderScreen(<Desk />);
  await userEvent.keyboard("?");
  const dialog = await screen.findByRole("dialog", { name: "Hulp: Balie" });
  expect(within(dialog).getByText(nl.tips["front-desk"][0] ?? "")).toBeVisible();
  expect(within(dialog).getByRole("heading", { name: "Wat je nu kunt doen met Max (Vlinderberg)" })).toBeVisible();
  expect(within(dialog).getByText("Inchecken")).toBeVisible();
  expect(within(dialog).getByText("Nog niet begonnen")).toBeVisible();
  await userEvent.keyboard("1");
  expect(run, "the page's keys rest behind the help").not.toHaveBeenCalled();
});

it("in a field a question mark is a question mark, and the button opens the help as well", async () => {
  renderScreen(<Desk />);
  await userEvent.type(screen.getByRole("textbox"), "?");
  expect(screen.getByRole("textbox")).toHaveValue("?");
  expect(screen.queryByRole("dialog")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Hulp bij dit scherm" }));
  expect(await screen.findByRole("dialog", { name: "Hulp: Balie" })).toBeVisible();
});
