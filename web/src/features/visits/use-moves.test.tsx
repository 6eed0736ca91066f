import { useQuery } from "@tanstack/react-query";
import { act, screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { signedIn } from "@/api/session";
import type { BoardRow } from "@/api/types";
import { toast, useToasts } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { boardQuery } from "./api";
import { useCheckIn, useMoves } from "./use-moves";

const S = "/api/staff/zwaluwhof";
const tom = { appointment_id: "a1", visit_id: "v1", patient_name: "Tom", stage: "arrived", stage_at: "2026-11-24T09:00:00Z", room_id: null, room_name: null, version: 1 } as unknown as BoardRow;

function Screen() {
  const move = useMoves("zwaluwhof");
  const { data } = useQuery(boardQuery("zwaluwhof", "2026-11-24"));
  const said = useToasts();
  return (
    <>
      {data && <button type="button" onClick={() => void move(tom, "waiting")}>wacht</button>}
      {said.map((one) => <p key={one.id}>{one.text}</p>)}
    </>
  );
}

beforeEach(() => {
  toast.clear();
  signedIn(sessionOf(noor(["schedule.book"])));
});

function Desk() {
  const checkIn = useCheckIn("zwaluwhof", "Europe/Amsterdam");
  return (
    <>
      <button type="button" onClick={() => { checkIn({ id: "a9", starts_at: "2026-11-24T09:00:00Z", patient_name: "Tom" }); }}>meld</button>
      {useToasts().map((one) => <p key={one.id}>{one.text}</p>)}
    </>
  );
}

it.each([[true, 1, /^Tom is/], [false, 0, /iemand anders was je voor/]])("of a board that is cut: %s, nobody is blamed whom it merely leaves out", async (is_cut, sent, said) => {
  const asked = stubServer({
    [`GET ${S}/board`]: { body: { items: [], rooms: [], zone: "Europe/Amsterdam", is_cut } },
    [`POST ${S}/appointments/a9/check-in`]: { body: { ...tom, appointment_id: "a9" } },
  });
  renderScreen(<Desk />);
  const button = await screen.findByRole("button", { name: "meld" });
  act(() => { button.click(); });
  expect(await screen.findByText(said)).toBeVisible();
  expect(asked.filter(({ method }) => method === "POST")).toHaveLength(sent);
});

it("moves and tells once who is moved twice to the same place", async () => {
  let now = tom;
  const asked = stubServer({
    [`GET ${S}/board`]: () => ({ body: { items: [now], rooms: [], zone: "Europe/Amsterdam", is_cut: false } }),
    [`POST ${S}/visits/v1/move`]: () => { now = { ...tom, stage: "waiting", version: 2 }; return { body: now }; },
  });
  renderScreen(<Screen />);
  const button = await screen.findByRole("button", { name: "wacht" });
  act(() => { button.click(); });
  await act(() => Promise.resolve());
  act(() => { button.click(); });
  await screen.findByText(/Tom/);
  await act(() => new Promise((done) => setTimeout(done)));
  expect(screen.getAllByText(/Tom/)).toHaveLength(1);
  expect(asked.filter(({ method }) => method === "POST")).toHaveLength(1);
});
