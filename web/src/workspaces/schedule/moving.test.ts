import { describe, expect, test } from "vitest";

import type { AppointmentRow, ResourceView, Slot } from "@/api/types";

import { against, instantAt, nearestOf, snapped, stepped, steppedClock, stepTo, type Ground, type Landing } from "./moving";

const ZONE = "Europe/Amsterdam";
const DAY = "2026-11-24";
const at = (clock: string, day = DAY): string => `${day}T${clock}:00.000Z`;
const iso = (moment: number): string => new Date(moment).toISOString();
const visit = (id: string, from: string, to: string, more: Partial<AppointmentRow> = {}): AppointmentRow =>
  ({ id, patient_name: id, client_name: "", state: "confirmed", type_key: "consult", vet_id: "noor", resource_ids: [more.vet_id ?? "noor"], starts_at: at(from), ends_at: at(to), ...more }) as AppointmentRow;
const landing = (from: string, to: string, more: Partial<Landing> = {}): Landing => ({ starts_at: at(from), ends_at: at(to), vet_id: "noor", ...more });
const thing = (id: string, kind: string): ResourceView => ({ id, kind, name: id, active: true }) as ResourceView;
const WHOLE = [{ from: 480, to: 1080 }];
const ground = (rows: AppointmentRow[], more: Partial<Ground> = {}): Ground =>
  ({ rows, resources: [thing("noor", "vet"), thing("tim", "vet"), thing("k1", "room"), thing("k2", "room")], buffers: new Map(), leave: [], openOn: () => WHOLE, worksOn: () => WHOLE, zone: ZONE, now: new Date(at("06:00")), ...more });
const bella = visit("bella", "09:00", "09:20");

describe("the grid of five minutes", () => {
  test("what was hardly moved stays at its odd minute, anything else is put on the grid", () => {
    expect([snapped(607, 609), snapped(607, 610), snapped(607, 603), snapped(600, 622)]).toEqual([607, 610, 605, 620]);
    expect(snapped(600, 611, 12), "the week keeps the time of another day").toBe(600);
  });

  test("a step by key goes to the next place on the grid, from an odd minute too", () => {
    expect([stepped(600, 1), stepped(600, -1), stepped(607, 1), stepped(607, -1)]).toEqual([605, 595, 610, 605]);
  });
});

describe("the nights on which the clock changes", () => {
  test("a visit that is let go where the clock jumps lands on a time that exists, an hour later", () => {
    expect(iso(instantAt("2027-03-28", 150, ZONE, 0))).toBe("2027-03-28T01:30:00.000Z");
    expect(iso(instantAt("2027-03-28", 115, ZONE, 0))).toBe("2027-03-28T00:55:00.000Z");
    expect(iso(instantAt("2027-03-28", 180, ZONE, 0))).toBe("2027-03-28T01:00:00.000Z");
  });

  test("of an hour that comes twice the one that is nearer to where the visit was", () => {
    expect(iso(instantAt("2026-10-25", 150, ZONE, Date.parse("2026-10-24T23:00:00Z")))).toBe("2026-10-25T00:30:00.000Z");
    expect(iso(instantAt("2026-10-25", 150, ZONE, Date.parse("2026-10-25T03:00:00Z")))).toBe("2026-10-25T01:30:00.000Z");
  });

  test("by keys one comes over the jump in both directions", () => {
    expect(steppedClock("2027-03-28", 180, -1, ZONE)).toBe(115);
    expect(iso(instantAt("2027-03-28", steppedClock("2027-03-28", 115, 1, ZONE), ZONE, 0))).toBe("2027-03-28T01:00:00.000Z");
  });

  test("a visit of another day keeps its time over the change", () => {
    expect(iso(instantAt("2027-03-28", 600, ZONE, 0))).toBe("2027-03-28T08:00:00.000Z");
    expect(iso(instantAt("2027-03-27", 600, ZONE, 0))).toBe("2027-03-27T09:00:00.000Z");
  });
});

describe("what speaks against a place", () => {
  test("another living visit of that vet does, one that was called off or is somebody else's does not", () => {
    const max = visit("max", "10:00", "10:20");
    expect(against(bella, landing("10:10", "10:30"), ground([bella, max]))).toMatchObject({ kind: "taken", by: max, is_final: true });
    expect(against(bella, landing("10:20", "10:40"), ground([bella, max]))).toBeNull();
    expect(against(bella, landing("10:10", "10:30", { vet_id: "tim" }), ground([bella, max]))).toBeNull();
    for (const state of ["cancelled", "declined", "no_show"] as const) expect(against(bella, landing("10:10", "10:30"), ground([bella, { ...max, state }]))).toBeNull();
  });

  test("a visit is not in its own way", () => {
    expect(against(bella, landing("09:10", "09:30"), ground([bella]))).toBeNull();
  });

  test("the time that is kept free around a kind of visit is not to be had", () => {
    const operation = visit("max", "10:00", "10:20", { type_key: "surgery" });
    const buffers = new Map([["surgery", { before: 0, after: 20 }]]);
    expect(against(bella, landing("10:30", "10:50"), ground([operation], { buffers }))).toMatchObject({ kind: "too_close" });
    expect(against(bella, landing("10:40", "11:00"), ground([operation], { buffers }))).toBeNull();
  });

  test("a visit that needs a room goes where any is free, and to a named one only if that is", () => {
    const own = visit("bella", "09:00", "09:20", { resource_ids: ["noor", "k1"] });
    const first = visit("max", "10:00", "10:20", { vet_id: "tim", resource_ids: ["tim", "k1"] });
    const second = visit("tess", "10:00", "10:20", { vet_id: "kim", resource_ids: ["kim", "k2"] });
    expect(against(own, landing("10:00", "10:20"), ground([own, first]))).toBeNull();
    expect(against(own, landing("10:00", "10:20"), ground([own, first, second]))).toMatchObject({ kind: "none_free", of: "room" });
    expect(against(own, landing("10:00", "10:20", { swap: { from: "k1", to: "k2" } }), ground([own, second]))).toMatchObject({ kind: "taken", by: second });
    expect(against(own, landing("09:00", "09:20", { swap: { from: "k1", to: "k2" } }), ground([own, second]))).toBeNull();
  });

  test("closed, on leave, off duty and past can be gone against, and are said one at a time", () => {
    const leave = [{ resource_id: "noor", starts_at: at("11:00"), ends_at: at("12:00") }] as unknown as Ground["leave"];
    expect(against(bella, landing("11:50", "12:10"), ground([], { leave }))).toEqual({ kind: "leave", is_final: false });
    expect(against(bella, landing("16:50", "17:10"), ground([]))).toEqual({ kind: "closed", is_final: false });
    expect(against(bella, landing("15:00", "15:20"), ground([], { worksOn: () => [{ from: 480, to: 960 }] }))).toEqual({ kind: "off_duty", is_final: false });
    expect(against(bella, landing("08:00", "08:20"), ground([], { now: new Date(at("08:30")) }))).toEqual({ kind: "past", is_final: false });
    expect(against(bella, landing("16:50", "17:10"), ground([], { openOn: () => null, worksOn: () => null })), "what is not known is left to the server").toBeNull();
  });

  test("hours that follow each other at once are one stretch", () => {
    const openOn = () => [{ from: 720, to: 1080 }, { from: 480, to: 720 }];
    expect(against(bella, landing("10:50", "11:10"), ground([], { openOn }))).toBeNull();
  });

  test("what speaks against where it stands already is not asked about again", () => {
    const late = visit("bella", "19:00", "19:20");
    expect(against(late, landing("19:30", "19:50"), ground([]))).toBeNull();
    expect(against(late, landing("19:30", "19:50", { vet_id: "tim" }), ground([]))).toEqual({ kind: "closed", is_final: false });
  });
});

test("the step says only what changes: a time, a vet, a room, a length, or nothing", () => {
  expect(stepTo(bella, landing("09:00", "09:20"))).toBeNull();
  expect(stepTo(bella, landing("09:00", "09:45"))).toEqual({ kind: "resize", minutes: 45 });
  expect(stepTo(bella, landing("10:00", "10:20", { vet_id: "tim" }))).toEqual({ kind: "reschedule", starts_at: at("10:00"), vet_id: "tim" });
  expect(stepTo(bella, landing("10:00", "10:45"))).toEqual({ kind: "reschedule", starts_at: at("10:00"), vet_id: "noor", minutes: 45 });
});

test("what is offered instead is near, to come, and mostly with whom it was let go", () => {
  const slot = (clock: string, ...vet_ids: string[]): Slot => ({ starts_at: at(clock), ends_at: at(clock), vet_id: vet_ids[0] ?? "", vet_ids });
  const slots = [slot("05:00", "noor"), slot("09:00", "tim"), slot("09:20", "tim", "noor"), slot("10:00", "noor"), slot("11:00", "noor"), slot("12:00", "noor"), slot("13:00", "tim")];
  expect(nearestOf(slots, at("09:10"), "noor", new Date(at("06:00"))).map((one) => [one.starts_at.slice(11, 16), one.vet_id])).toEqual([["09:00", "tim"], ["09:20", "noor"], ["10:00", "noor"], ["11:00", "noor"]]);
});
