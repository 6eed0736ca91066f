import { act, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import { toast } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";

import { bella, block, DAY, done, laidOut, letGo, max, more, moveTo, PATIENCE, posts, press, said, x, y } from "./test-moving";
import { openAt, row, S, server } from "./test-schedule";

beforeEach(laidOut);

test("a visit is dragged to another time and another vet in one step, shown at once, and taken back from the toast", async () => {
  const rows = [bella, max];
  const asked = server(rows, { ...more, ...done(rows, { starts_at: "2026-11-24T13:15:00Z", ends_at: "2026-11-24T13:35:00Z", vet_id: "v2", vet_name: "Tim Water" }), [`POST ${S}/appointments/a1/undo`]: { body: { ...bella, version: 3 } } });
  openAt(`?day=${DAY}`);
  const from = await block(/^10:00 Bella/);
  press(from, { x: x(0), y: y("10:05") });
  moveTo(1, "14:22");
  expect(from).toHaveAttribute("data-lifted");
  expect(said()).toContain("14:15 – 14:35");
  expect(said()).toContain("Tim Water");
  letGo();
  const column = within(screen.getByRole("region", { name: "Tim Water" }));
  expect(await column.findByRole("button", { name: /^14:15 Bella/ })).toBeVisible();
  const [sent] = posts(asked);
  expect(await sent?.json()).toEqual({ starts_at: "2026-11-24T13:15:00.000Z", vet_id: "v2" });
  expect(sent?.headers.get("If-Match")).toBe("1");
  await vi.waitFor(() => expect(toast.undoLast()).toBe(true), PATIENCE);
  await expect.poll(() => posts(asked).at(-1)?.url.endsWith("/undo"), PATIENCE).toBe(true);
});

test("the click that ends a drag chooses nothing, the next one does", async () => {
  const rows = [bella];
  server(rows, { ...more, ...done(rows) });
  openAt(`?day=${DAY}`);
  const from = await block(/^10:00 Bella/);
  press(from, { x: x(0), y: y("10:05") });
  moveTo(0, "10:06");
  moveTo(0, "10:30");
  moveTo(0, "10:05");
  letGo();
  fireEvent.click(from, { detail: 1 });
  await expect(screen.findByRole("region", { name: "Afspraak van Bella" }, { timeout: 200 })).rejects.toThrow();
  await userEvent.click(from);
  expect(await screen.findByRole("region", { name: "Afspraak van Bella" })).toBeVisible();
});

test("over somebody else it says so, and letting go there asks instead of doing: with the nearest free times", async () => {
  const rows = [bella, max];
  const asked = server(rows, { ...more, ...done(rows, { starts_at: "2026-11-24T12:00:00Z", ends_at: "2026-11-24T12:20:00Z", vet_id: "v2" }) });
  openAt(`?day=${DAY}`);
  press(await block(/^10:00 Bella/), { x: x(0), y: y("10:00") });
  moveTo(0, "11:10");
  expect(said()).toContain("Max (Anna Vlinder) heeft een afspraak van 11:00 tot 11:20.");
  letGo();
  const dialog = within(await screen.findByRole("dialog", { name: "Bella kan daar niet staan" }));
  expect(dialog.queryByRole("button", { name: "Toch daar zetten" })).toBeNull();
  expect(posts(asked)).toHaveLength(0);
  await userEvent.click(await dialog.findByRole("button", { name: /13:00/ }));
  await expect.poll(async () => (await posts(asked)[0]?.json()) as unknown, PATIENCE).toMatchObject({ starts_at: "2026-11-24T12:00:00Z", vet_id: "v2" });
});

test("outside working hours it is asked whether that is meant", async () => {
  const rows = [bella];
  const asked = server(rows, { ...more, ...done(rows), [`GET ${S}/working-hours`]: { body: { items: [], is_cut: false } } });
  openAt(`?day=${DAY}`);
  press(await block(/^10:00 Bella/), { x: x(0), y: y("10:00") });
  moveTo(1, "15:00");
  await vi.waitFor(() => expect(said()).toContain("Dat is buiten werktijd."), PATIENCE);
  letGo();
  await userEvent.click(await screen.findByRole("button", { name: "Toch daar zetten" }));
  await expect.poll(() => posts(asked).length, PATIENCE).toBe(1);
});

test("a place that somebody took meanwhile is answered with what the server offers", async () => {
  server([bella], { ...more, [`POST ${S}/appointments/a1/reschedule`]: { status: 409, body: { code: "slot_taken", alternatives: [{ starts_at: "2026-11-24T14:00:00Z", ends_at: "2026-11-24T14:20:00Z", vet_id: "v1", vet_ids: ["v1"] }] } } });
  openAt(`?day=${DAY}`);
  press(await block(/^10:00 Bella/), { x: x(0), y: y("10:00") });
  moveTo(0, "13:00");
  letGo();
  expect(await within(await screen.findByRole("dialog")).findByRole("button", { name: /15:00/ })).toBeVisible();
  expect(await block(/^10:00 Bella/)).toBeInTheDocument();
});

test("Esc puts it back, also to the day it came from", async () => {
  const rows = [bella];
  const asked = server(rows, { ...more, ...done(rows) });
  const { router } = openAt(`?day=${DAY}`);
  press(await block(/^10:00 Bella/), { x: x(0), y: y("10:00") });
  fireEvent.pointerMove(window, { clientX: 600, clientY: y("10:00") });
  act(() => void vi.advanceTimersByTime(800));
  expect(router.state.location.search).toBe("?day=2026-11-25");
  fireEvent.keyDown(document.body, { key: "Escape" });
  expect(router.state.location.search).toBe(`?day=${DAY}`);
  letGo();
  expect(posts(asked)).toHaveLength(0);
});

test("held beside the last column the next day comes, and there it is let go", async () => {
  const rows = [bella];
  const asked = server(rows, { ...more, ...done(rows, { starts_at: "2026-11-25T09:00:00Z", ends_at: "2026-11-25T09:20:00Z" }) });
  const { router } = openAt(`?day=${DAY}`);
  press(await block(/^10:00 Bella/), { x: x(0), y: y("10:05") });
  fireEvent.pointerMove(window, { clientX: 600, clientY: y("10:05") });
  act(() => void vi.advanceTimersByTime(800));
  moveTo(0, "10:05");
  letGo();
  expect(router.state.location.search).toBe("?day=2026-11-25");
  expect(await posts(asked)[0]?.json()).toEqual({ starts_at: "2026-11-25T09:00:00.000Z", vet_id: "v1" });
});

test("in the week a visit that goes to another day keeps its time", async () => {
  const rows = [bella];
  const asked = server(rows, { ...more, ...done(rows) });
  openAt(`?day=${DAY}&span=week`);
  press(await block(/^10:00 Bella/), { x: x(1), y: y("10:05") });
  moveTo(3, "10:14");
  letGo();
  expect(await posts(asked)[0]?.json()).toEqual({ starts_at: "2026-11-26T09:00:00.000Z", vet_id: "v1" });
});

test("the lower edge makes it longer in steps of five minutes, and never over the next one", async () => {
  const rows = [bella, max];
  const asked = server(rows, { ...more, ...done(rows, { ends_at: "2026-11-24T09:45:00Z" }) });
  openAt(`?day=${DAY}`);
  const edge = (await block(/^10:00 Bella/)).querySelector("[data-edge]");
  if (!edge) throw new Error("There is no edge to pull.");
  press(edge, { x: x(0), y: y("10:20") });
  moveTo(0, "11:10");
  expect(said()).toContain("Max (Anna Vlinder) heeft een afspraak");
  moveTo(0, "10:44");
  expect(said()).toContain("10:00 – 10:45");
  letGo();
  expect(await posts(asked)[0]?.json()).toEqual({ starts_at: "2026-11-24T09:00:00Z", minutes: 45 });
});

test("rooms stand beside each other when they are asked for, and a visit is dragged from one to another", async () => {
  const rows = [row("a1", "Bella", { resource_ids: ["v1", "k1"] }), max];
  const asked = server(rows, { ...more, ...done(rows, { resource_ids: ["v1", "k2"] }) });
  openAt(`?day=${DAY}`);
  await userEvent.click(await screen.findByRole("radio", { name: "Kamers" }));
  expect(screen.getByText("1 afspraak neemt geen kamer in.")).toBeVisible();
  const first = within(screen.getByRole("region", { name: "Kamer 1" }));
  press(first.getByRole("button", { name: /^10:00 Bella/ }), { x: x(0), y: y("10:05") });
  moveTo(1, "10:05");
  letGo();
  expect(await posts(asked)[0]?.json()).toEqual({ starts_at: "2026-11-24T09:00:00.000Z", vet_id: "v1", resource_id: "k2" });
});

test("who may not book, and what is closed already, is not moved", async () => {
  signedIn(sessionOf(noor(["schedule.read"])));
  server([bella], more);
  openAt(`?day=${DAY}`);
  const own = await block(/^10:00 Bella/);
  expect(own).not.toHaveAttribute("aria-keyshortcuts");
  press(own, { x: x(0), y: y("10:05") });
  moveTo(1, "14:00");
  expect(own).not.toHaveAttribute("data-lifted");
});

test("a finger scrolls: it lifts nothing", async () => {
  server([bella], more);
  openAt(`?day=${DAY}`);
  const own = await block(/^10:00 Bella/);
  fireEvent.pointerDown(own, { button: 0, pointerType: "touch", clientX: x(0), clientY: y("10:05") });
  moveTo(1, "14:00");
  expect(own).not.toHaveAttribute("data-lifted");
});

test("moving draws what is held and nothing of the columns anew", async () => {
  server([bella, ...Array.from({ length: 40 }, (_, index) => row(`b${index}`, `Dier ${index}`, { starts_at: "2026-11-24T11:00:00Z", ends_at: "2026-11-24T11:20:00Z" }))], more);
  openAt(`?day=${DAY}`);
  const own = await block(/^10:00 Bella/);
  press(own, { x: x(0), y: y("10:05") });
  moveTo(0, "10:15");
  const changed: Node[] = [];
  const watch = new MutationObserver((records) => changed.push(...records.map(({ target }) => target)));
  watch.observe(own.closest("ul") as Node, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const clock of ["10:30", "10:45", "11:00", "11:15"]) moveTo(0, clock);
  await Promise.resolve();
  expect(changed).toEqual([]);
  letGo();
});
