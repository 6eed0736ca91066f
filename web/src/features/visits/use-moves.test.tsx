import { useQuery } from "@tanstack/react-query";
import { act, screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { signedIn } from "@/api/session";
import type { BoardRow } from "@/api/types";
import { toast, useToasts } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { boardQuery } from "./api";
import { useMoves } from "./use-moves";

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
