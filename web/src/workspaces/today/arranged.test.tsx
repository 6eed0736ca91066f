import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { signedIn } from "@/api/session";
import { keptLayouts, sentParts } from "@/features/layout/test-layouts";
import { toast } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { usualFor } from "./arrange";
import { Arranged } from "./arranged";

const content = { line: <p>de lijn</p>, next: <p>Max</p>, inside: <p>binnen</p>, todo: <p>te doen</p>, setup: null };
const usual = usualFor({ isVet: true, mayNote: true, mayManage: false, maySchedule: true });
const texts = (): string[] => screen.getAllByText(/^(de lijn|Max|binnen|te doen)$/).map((one) => one.textContent ?? "");

async function arrange() {
  const asked = stubServer(keptLayouts("today"));
  renderScreen(<Arranged slug="zwaluwhof" usual={usual} content={content} />);
  await userEvent.click(await screen.findByRole("button", { name: "Indeling wijzigen" }));
  return async () => (await sentParts(asked)).at(-1)?.["blocks"];
}

beforeEach(() => {
  localStorage.clear();
  toast.clear();
  signedIn(sessionOf(noor(["practice.read"])));
});

it("moves a block by its grip and the arrows, keeps that, and the grip keeps the focus", async () => {
  const kept = await arrange();
  const grip = () => screen.getByRole("button", { name: "Wacht op jou" });
  grip().focus();
  await userEvent.keyboard(" {ArrowLeft}{ArrowUp}");
  expect(await kept()).toBeUndefined();
  expect(grip()).toHaveFocus();
  expect(screen.getByRole("status")).toHaveTextContent("Wacht op jou: linkerkolom, plaats 1");
  await userEvent.keyboard(" ");
  await expect.poll(kept).toEqual({ order: ["todo", "line", "second-column", "next"], hidden: ["inside"] });
  await userEvent.click(screen.getByRole("button", { name: "Klaar" }));
  expect(texts()).toEqual(["te doen", "de lijn", "Max"]);
});

it("puts a lifted block back with Esc, and leaves the mode with the next", async () => {
  const kept = await arrange();
  screen.getByRole("button", { name: "Wacht op jou" }).focus();
  await userEvent.keyboard(" {ArrowLeft}{Escape}");
  expect(within(screen.getByRole("list", { name: "linkerkolom" })).queryByText("te doen")).not.toBeInTheDocument();
  expect(await kept()).toBeUndefined();
});

it("hides a block and shows it again, and takes all of that back in one", async () => {
  const kept = await arrange();
  await userEvent.click(screen.getByRole("button", { name: "Verberg De dag" }));
  await userEvent.click(screen.getByRole("button", { name: "Toon Nu binnen" }));
  await userEvent.click(screen.getByRole("button", { name: "Klaar" }));
  expect(texts()).toEqual(["Max", "te doen", "binnen"]);
  act(() => void toast.undoLast());
  await expect.poll(texts).toEqual(["de lijn", "Max", "te doen"]);
  await expect.poll(kept).toBeNull();
});
