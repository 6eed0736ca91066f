import { act, renderHook, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { signedIn } from "@/api/session";
import type { Layouts } from "@/api/types";
import { toast, useToasts } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { keptLayouts, sentParts } from "./test-layouts";
import { useLayout } from "./use-layout";

const LAYOUTS = "/api/staff/zwaluwhof/layouts";
const KEPT: Layouts = { items: [{ workspace: "today", parts: { side: { width: 300 }, blocks: { order: ["todo"] } }, version: 4 }] };

function Panel() {
  const { parts, isArranged, change, reset } = useLayout("zwaluwhof", "today");
  return (
    <>
      <p>{parts["side"]?.width ?? "usual"} {isArranged ? "arranged" : "as for everybody"}</p>
      <button type="button" onClick={() => change({ side: { width: 200 } })}>narrow</button>
      <button type="button" onClick={reset}>reset</button>
    </>
  );
}

beforeEach(() => {
  localStorage.clear();
  toast.clear();
  signedIn(sessionOf(noor(["practice.read"])));
});

it("stands as it was left on another device", async () => {
  stubServer(keptLayouts("today", KEPT));
  renderScreen(<Panel />);
  expect(await screen.findByText("300 arranged")).toBeVisible();
});

it("moves at once, sends only the part that was moved, and keeps what another device did to others", async () => {
  const asked = stubServer(keptLayouts("today", KEPT));
  renderScreen(<Panel />);
  await screen.findByText("300 arranged");
  await userEvent.click(screen.getByRole("button", { name: "narrow" }));
  expect(screen.getByText("200 arranged")).toBeVisible();
  await expect.poll(() => sentParts(asked)).toEqual([{ side: { width: 200 } }]);
  await expect.poll(() => asked.filter(({ method }) => method === "GET").length).toBe(2);
  expect(screen.getByText("200 arranged")).toBeVisible();
});

it("puts all back by one act, which can be undone", async () => {
  const asked = stubServer(keptLayouts("today", KEPT));
  renderScreen(<Panel />);
  await screen.findByText("300 arranged");
  await userEvent.click(screen.getByRole("button", { name: "reset" }));
  expect(screen.getByText("usual as for everybody")).toBeVisible();
  await expect.poll(() => asked.some(({ method }) => method === "DELETE")).toBe(true);
  act(() => void toast.undoLast());
  expect(await screen.findByText("300 arranged")).toBeVisible();
  await expect.poll(() => sentParts(asked)).toEqual([KEPT.items[0]?.parts]);
});

it("leaves a panel where it was put when it could not be kept, and says so", async () => {
  stubServer({ ...keptLayouts("today", KEPT), [`PATCH ${LAYOUTS}/today`]: { status: 503, body: { code: "unavailable" } } });
  renderScreen(<Panel />);
  await screen.findByText("300 arranged");
  await userEvent.click(screen.getByRole("button", { name: "narrow" }));
  const told = renderHook(() => useToasts());
  await waitFor(() => expect(told.result.current.map(({ kind }) => kind)).toEqual(["failed"]));
  expect(screen.getByText("200 arranged")).toBeVisible();
});

it("stands where it stood before the server has answered", async () => {
  stubServer(keptLayouts("today", KEPT));
  const { unmount } = renderScreen(<Panel />);
  await screen.findByText("300 arranged");
  unmount();
  stubServer({ [`GET ${LAYOUTS}`]: () => new Promise(() => undefined) });
  renderScreen(<Panel />);
  expect(screen.getByText("300 arranged")).toBeVisible();
});
