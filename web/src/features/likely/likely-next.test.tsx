import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useCallback, useMemo, useState } from "react";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { LikelyAct } from "@/api/types";
import { useActions, type RailAction } from "@/lib/actions";
import type { PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { LikelyNext } from "./likely-next";

const NEXT = "POST /api/staff/zwaluwhof/likely/next";
const NOTES = "POST /api/staff/zwaluwhof/likely/notes";
const SETTINGS = "GET /api/staff/zwaluwhof/likely";

const likely = (act: LikelyAct["act"]): LikelyAct => ({
  act, share: 0.5, reason: { level: "place", times: 14, of: 18, last: "visit.check-in", workspace: "front-desk", thing: "visit" },
});

const go = vi.fn();
const MAP: PracticeMap = {
  slug: "zwaluwhof", practiceName: "Zwaluwhof", current: "front-desk", href: () => null, go,
  entries: [
    { key: "front-desk", title: "Balie", place: { x: 0, y: -1 }, icon: () => null, href: "/p/zwaluwhof/front-desk" },
    { key: "schedule", title: "Agenda", place: { x: -1, y: 0 }, icon: () => null, href: "/p/zwaluwhof/schedule" },
  ],
};

interface DeskProps {
  run: () => void;
  unavailable?: string;
  /** What is done cannot be done again. */
  isOnce?: boolean;
}

function Desk({ run: told, unavailable: before, isOnce = false }: DeskProps) {
  const [isDone, setDone] = useState(false);
  const unavailable = isOnce && isDone ? "Al gedaan" : before;
  const run = useCallback(() => {
    told();
    setDone(true);
  }, [told]);
  const actions = useMemo<RailAction[]>(
    () => [
      { slot: 1, act: "visit.check-in", label: "Aanmelden", run },
      { slot: 4, act: "consult.open", label: "Start consult", run, ...(unavailable === undefined ? {} : { unavailable }) },
    ],
    [run, unavailable],
  );
  useActions(actions, "Max", "visit");
  return <><input aria-label="Zoek" /><LikelyNext map={MAP} /></>;
}

function show(answers: Parameters<typeof stubServer>[0], desk: Partial<DeskProps> = {}) {
  signedIn(sessionOf(noor(["practice.read"])));
  const asked = stubServer(answers);
  const run = vi.fn();
  return { asked, run, ...renderScreen(<Desk run={run} {...desk} />) };
}

const answered = (...acts: LikelyAct["act"][]) => ({ body: { is_on: true, items: acts.map(likely) } });
const group = () => screen.getByRole("group", { name: "Hierna" });

beforeEach(() => go.mockReset());

it("offers what can be done here with its reason, and asks for nothing else", async () => {
  const { asked } = show({ [NEXT]: answered("consult.open", "go.schedule", "message.write") });
  const first = await screen.findByRole("button", { name: "Start consult" });
  expect(first).toHaveAccessibleDescription("Na inchecken, hier met een patiënt van vandaag gekozen: 14 van de 18 keer binnen jouw rol.");
  expect(first).toHaveAttribute("aria-keyshortcuts", "0");
  expect(within(group()).getByRole("button", { name: "Naar Agenda" })).not.toHaveAttribute("aria-keyshortcuts");
  expect(within(group()).getAllByRole("listitem")).toHaveLength(2);
  expect(await asked[0]?.json()).toEqual({ workspace: "front-desk", thing: "visit", last: null, before: null, possible: ["consult.open", "go.schedule", "visit.check-in"] });
});

it("does the first on 0, but not while somebody types, and notes that it was done", async () => {
  const { run, asked } = show({ [NEXT]: answered("consult.open"), [NOTES]: { status: 204 } });
  await screen.findByRole("button", { name: "Start consult" });
  await userEvent.type(screen.getByLabelText("Zoek"), "0");
  expect(run).not.toHaveBeenCalled();
  await userEvent.click(document.body);
  await userEvent.keyboard("0");
  expect(run).toHaveBeenCalledOnce();
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
  Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
  await waitFor(() => expect(asked.some((one) => one.url.endsWith("/notes"))).toBe(true));
  const notes = asked.find((one) => one.url.endsWith("/notes"));
  expect(notes?.keepalive).toBe(true);
  expect(await notes?.json()).toEqual({ items: [{ act: "consult.open", workspace: "front-desk", thing: "visit", last: null, before: null, ago_seconds: 0 }] });
});

it("goes to the workspace that is likely", async () => {
  show({ [NEXT]: answered("go.schedule") });
  await userEvent.click(await screen.findByRole("button", { name: "Naar Agenda" }));
  expect(go).toHaveBeenCalledWith("schedule");
});

it("never offers what is not possible now, whatever the server says", async () => {
  show({ [NEXT]: answered("consult.open", "go.schedule") }, { unavailable: "Nog niet" });
  await screen.findByRole("button", { name: "Naar Agenda" });
  expect(screen.queryByRole("button", { name: "Start consult" })).not.toBeInTheDocument();
});

it("holds everything at its place while the keyboard is on it, and says what can no longer be done", async () => {
  const { run } = show({ [NEXT]: answered("consult.open", "go.schedule") }, { isOnce: true });
  const first = await screen.findByRole("button", { name: "Start consult" });
  await userEvent.tab();
  await userEvent.tab();
  expect(first).toHaveFocus();
  await userEvent.keyboard("{Enter}{Enter}");
  expect(run).toHaveBeenCalledOnce();
  expect(first).toHaveFocus();
  expect(first).toHaveAttribute("aria-disabled", "true");
  expect(first).toHaveAccessibleDescription("Kan op dit moment niet.");
  await userEvent.tab({ shift: true });
  await waitFor(() => expect(first).not.toBeInTheDocument());
});

it("shows nothing when the server cannot be asked, and nothing breaks", async () => {
  const { asked } = show({ [NEXT]: { status: 503, body: { code: "unavailable" } } });
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(within(group()).queryAllByRole("listitem")).toHaveLength(0);
});

it("says that it is off, and how to switch it on", async () => {
  const settings = { is_on_for_me: false, is_on_for_practice: true, mine_acts: 12, practice_acts: 40 };
  const { asked } = show({ [NEXT]: { body: { is_on: false, items: [] } }, [SETTINGS]: { body: settings }, "PUT /api/staff/zwaluwhof/likely/mine": { status: 204 }, "DELETE /api/staff/zwaluwhof/likely/mine": { status: 204 } });
  expect(await screen.findByText("Hierna staat uit")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Hoe dit geleerd wordt, en uitzetten" }));
  const mine = await screen.findByRole("switch", { name: /Voor mij/ });
  expect(mine).not.toBeChecked();
  expect(screen.queryByRole("switch", { name: /hele praktijk/ })).not.toBeInTheDocument();
  await userEvent.click(mine);
  await userEvent.click(screen.getByRole("button", { name: "Vergeet wat ik deed" }));
  expect(screen.getByText("Dit is niet terug te draaien.")).toBeVisible();
  expect(asked.some(({ method }) => method === "DELETE")).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "Vergeet het voorgoed" }));
  await waitFor(() => expect(asked.filter(({ method }) => method !== "GET" && method !== "POST").map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual(["PUT /api/staff/zwaluwhof/likely/mine", "DELETE /api/staff/zwaluwhof/likely/mine"]));
});
