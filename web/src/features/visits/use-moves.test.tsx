import { useQuery } from "@tanstack/react-query";
import { act, renderHook, screen } from "@testing-library/react";
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

function Board() {
  const move = useMoves("zwaluwhof");
  const { data } = useQuery(boardQuery("zwaluwhof", "2026-11-24"));
  const row = data?.items[0];
  return (
    <>
      <p>{row && `${row.stage} ${row.version}`}</p>
      {row && (["waiting", "to_pay"] as const).map((stage) => <button key={stage} type="button" onClick={() => void move(row, stage)}>{stage}</button>)}
    </>
  );
}

type Answer = { status?: number; body: unknown };

/** Two moves, one right after the other; `answer` is what the server says to each, and the board is read only once. */
async function moveTwice(answer: (body: { stage: string }) => Answer | Promise<Answer>) {
  let letGo = (): void => undefined;
  const first = new Promise<void>((resolve) => { letGo = resolve; });
  let readings = 0;
  const asked = stubServer({
    [`GET ${S}/board`]: () => (readings++ === 0 ? { body: { items: [tom], rooms: [], zone: "Europe/Amsterdam", is_cut: false } } : new Promise(() => undefined)),
    [`POST ${S}/visits/v1/move`]: async (request) => {
      await first;
      return answer((await request.json()) as { stage: string });
    },
  });
  renderScreen(<Board />);
  for (const stage of ["waiting", "to_pay"]) {
    const button = await screen.findByRole("button", { name: stage });
    act(() => { button.click(); });
    expect(await screen.findByText(`${stage} 1`)).toBeVisible();
  }
  return { moves: () => asked.filter(({ method }) => method === "POST"), letGo: () => act(async () => { letGo(); await new Promise((done) => setTimeout(done, 20)); }) };
}

const refused = { status: 503, body: { code: "unavailable" } };

it("keeps a second move in sight, which is still on its way, when the first of the same patient is refused", async () => {
  let answerSecond = (): void => undefined;
  const second = new Promise<{ body: unknown }>((resolve) => { answerSecond = () => resolve({ body: { ...tom, stage: "to_pay", version: 2 } }); });
  const { letGo, moves } = await moveTwice(({ stage }) => (stage === "waiting" ? refused : second));
  await letGo();
  expect(moves()).toHaveLength(2);
  expect(screen.getByText("to_pay 1")).toBeVisible();
  answerSecond();
  expect(await screen.findByText("to_pay 2")).toBeVisible();
});

it("puts a patient back where the server has them when both of two moves are refused", async () => {
  const { letGo, moves } = await moveTwice(() => refused);
  await letGo();
  expect(moves()).toHaveLength(2);
  expect(screen.getByText("arrived 1")).toBeVisible();
});

it("does not send a move that waited for its turn in the name of another person, who came meanwhile", async () => {
  const { letGo, moves } = await moveTwice(() => refused);
  signedIn(sessionOf({ ...noor(["schedule.book"]), id: "0192f000-0000-7000-8000-000000000002" }, "of-the-other"));
  await letGo();
  expect(moves().map(({ headers }) => headers.get("Authorization"))).toEqual(["Bearer token"]);
  const { result } = renderHook(useToasts);
  expect(result.current).toEqual([]);
});
