import { expect, it } from "vitest";

import { arrangedBy, hid, partOf, placed, spotOf, stepped, usualFor, type Arrangement } from "./arrange";

const usual: Arrangement = { columns: [["line"], ["next", "todo", "setup"]], hidden: ["inside"] };

it("every role has every block that is for it somewhere, once", () => {
  for (const isVet of [true, false])
    for (const mayNote of [true, false])
      for (const mayManage of [true, false]) {
        const { columns, hidden } = usualFor({ isVet, mayNote, mayManage, maySchedule: true });
        expect([...columns.flat(), ...hidden].sort()).toEqual(["inside", "line", "next", ...(mayManage ? ["setup"] : []), "todo"]);
      }
  expect(usualFor({ isVet: false, mayNote: false, mayManage: false, maySchedule: false })).toEqual({ columns: [[], ["next", "todo"]], hidden: [] });
});

it("leaves out what the role has not, though another kept it", () => {
  expect(arrangedBy({ order: ["setup", "todo", "second-column", "line"] }, { columns: [["line"], ["todo"]], hidden: [] }).columns).toEqual([["todo"], ["line"]]);
});

it("stands as usual where nothing was kept, and as it was kept otherwise", () => {
  expect(arrangedBy(undefined, usual)).toEqual(usual);
  const mine: Arrangement = { columns: [["todo", "line"], ["next"]], hidden: ["setup", "inside"] };
  expect(arrangedBy(partOf(mine), usual)).toEqual(mine);
});

it("shows a block that did not exist yet when the order was kept, and none twice or that is gone", () => {
  expect(arrangedBy({ order: ["todo", "gone", "second-column", "line", "todo"], hidden: ["line", "next"] }, usual)).toEqual({ columns: [["todo"], ["line", "setup"]], hidden: ["next", "inside"] });
});

it("moves with the arrows within a column and into the other one, and stays at the ends", () => {
  const after = (key: string, block: "line" | "next" | "todo") => stepped(usual, block, key).columns;
  expect(after("ArrowDown", "next")).toEqual([["line"], ["todo", "next", "setup"]]);
  expect(after("ArrowUp", "next")).toEqual(usual.columns);
  expect(after("ArrowLeft", "todo")).toEqual([["line", "todo"], ["next", "setup"]]);
  expect(after("ArrowRight", "line")).toEqual([[], ["line", "next", "todo", "setup"]]);
  expect(after("ArrowLeft", "line")).toEqual(usual.columns);
});

it("is hidden, and shown again where it is put", () => {
  const without = hid(usual, "next");
  expect(without).toEqual({ columns: [["line"], ["todo", "setup"]], hidden: ["inside", "next"] });
  expect(spotOf(without, "next")).toBeNull();
  expect(placed(without, "next", 1, 0).columns).toEqual([["line"], ["next", "todo", "setup"]]);
});
