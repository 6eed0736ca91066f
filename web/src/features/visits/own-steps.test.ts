import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";

import type { Board, BoardRow } from "@/api/types";

import { answer, foresee, meant, readBoard } from "./own-steps";

const arrived = { appointment_id: "a1", visit_id: "v1", stage: "arrived", room_id: null, version: 1 } as BoardRow;
const waiting: BoardRow = { ...arrived, stage: "waiting", version: 2 };
const inRoom: BoardRow = { ...arrived, stage: "in_room", version: 3 };
const boardOf = (row: BoardRow): Board => ({ items: [row] }) as Board;

/** What a reading of the board shows that was begun before `meanwhile` happened. */
async function readDuring(queries: QueryClient, read: BoardRow, meanwhile: () => void): Promise<BoardRow | undefined> {
  const board = await readBoard(queries, async () => {
    await Promise.resolve();
    meanwhile();
    return boardOf(read);
  });
  return board.items[0];
}

it("a reading that was begun before a step was answered does not take the step back", async () => {
  const queries = new QueryClient();
  expect(await readDuring(queries, arrived, () => answer(queries, "a1", waiting))).toEqual(waiting);
});

it("a reading takes nothing back of what is still under way, and shows how it is when it was refused", async () => {
  const queries = new QueryClient();
  const foreseen: BoardRow = { ...arrived, stage: "waiting" };
  expect(await readDuring(queries, arrived, () => foresee(queries, foreseen))).toEqual(foreseen);
  answer(queries, "a1", null);
  expect(await readDuring(queries, arrived, () => undefined)).toEqual(arrived);
});

it("what a colleague did since is shown, also to a reading that was begun before the own step was answered", async () => {
  const queries = new QueryClient();
  expect(await readDuring(queries, inRoom, () => answer(queries, "a1", waiting))).toEqual(inRoom);
  const back: BoardRow = { ...arrived, version: null, visit_id: null, stage: "expected" };
  expect(await readDuring(queries, back, () => undefined)).toEqual(back);
});

it("a step begun on a row that was only foreseen is meant for the row as the server answered it since", () => {
  const queries = new QueryClient();
  const pressed: BoardRow = { ...waiting, version: 1 };
  answer(queries, "a1", waiting);
  expect(meant(queries, pressed, arrived)).toEqual(waiting);
  expect(meant(queries, pressed, waiting)).toEqual(waiting);
  answer(queries, "a1", inRoom);
  expect(meant(queries, pressed, inRoom), "moved on by somebody else: the server has to say so").toEqual(pressed);
});
