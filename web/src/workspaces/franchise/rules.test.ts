import { expect, it } from "vitest";

import type { FranchisePractice } from "@/api/types";

import { changeOf, groupOf, ordered, reasonsOf } from "./rules";

const figures = (visits: number, missed = 0) => ({ visits, missed, cancelled: 0, booked: visits, new_clients: 1, no_show_rate: visits + missed ? missed / (visits + missed) : null });
const practice = (name: string, now: ReturnType<typeof figures> | null, before = figures(40), more: Partial<FranchisePractice> = {}): FranchisePractice => ({
  id: name, slug: name, name, state: "active", visits_today: 5, requests_open: 0, gap: null,
  month: now && { since: "", until: "", before_since: "", before_until: "", now, before }, ...more,
});

it("counts the no-shows of the group over all visits, and leaves out who gave no figures", () => {
  const group = groupOf([practice("a", figures(90, 10)), practice("b", figures(10, 0)), practice("c", null, undefined, { visits_today: null })]);
  expect(group).toMatchObject({ today: 10, counted: 2 });
  expect(group.now.no_show_rate).toBeCloseTo(10 / 110);
});

it("compares a share in points and says nothing where there was nothing before", () => {
  expect(changeOf(figures(50), figures(40), "visits")).toBeCloseTo(0.25);
  expect(changeOf(figures(50), figures(0), "visits")).toBeNull();
  expect(changeOf(figures(90, 10), figures(95, 5), "no_show_rate")).toBeCloseTo(0.05);
});

it("asks attention for many requests, many no-shows and far fewer visits, and not for small numbers", () => {
  const all = [practice("a", figures(100, 2)), practice("b", figures(30, 6))];
  const group = groupOf(all);
  const keys = (one: FranchisePractice) => reasonsOf(one, group).map(({ key }) => key);
  expect(keys(practice("a", figures(40), undefined, { requests_open: 10 }))).toEqual(["requests"]);
  expect(keys(practice("b", figures(38, 6)))).toEqual(["missed"]);
  expect(keys(practice("c", figures(38, 2)))).toEqual([]);
  expect(keys(practice("d", figures(34)))).toEqual(["fewer"]);
  expect(keys(practice("e", figures(2), figures(19)))).toEqual([]);
  expect(keys(practice("g", { ...figures(40), cancelled: 22 }, { ...figures(40), cancelled: 7 }))).toEqual(["cancelled"]);
  expect(keys(practice("h", { ...figures(40), cancelled: 6 }, { ...figures(40), cancelled: 2 }))).toEqual([]);
  expect(keys(practice("f", null, undefined, { gap: "late", requests_open: null }))).toEqual(["late"]);
});

it("orders by what is compared, with those that have no figure last", () => {
  const all = [practice("a", figures(10)), practice("b", null, undefined, { visits_today: null }), practice("c", figures(60)), practice("d", figures(40), figures(10))];
  const names = (order: Parameters<typeof ordered>[1]) => ordered(all, order, "visits", groupOf(all)).map(({ name }) => name).join("");
  expect(names("measure")).toBe("cdab");
  expect(names("trend")).toBe("dcab");
  expect(names("today")).toBe("acdb");
  expect(names("attention")).toBe("acdb");
});
