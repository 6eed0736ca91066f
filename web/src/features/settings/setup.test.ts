import { expect, test } from "vitest";

import type { ResourceView } from "@/api/types";

import { setupOf } from "./setup";

const vet = (id: string, has_hours: boolean): ResourceView => ({ id, kind: "vet", name: id, user_id: null, colour: "", sort: 0, active: true, has_hours, version: 1 });
const room: ResourceView = { ...vet("k1", true), kind: "room" };
const consult = (...resource_ids: string[]) => ({ active: true, online: true, resource_ids });
const hours = [{ weekday: 1 }];
const done = (facts: Parameters<typeof setupOf>[0]) => setupOf(facts).steps.filter((step) => step.isDone).map((step) => step.key);

test("a fresh practice lacks a vet with hours and a photo, and nobody can book there", () => {
  const fresh = { hours, resources: [room], types: [consult()], photos: [] };
  expect(done(fresh)).toEqual(["hours", "types"]);
  expect(setupOf(fresh).isBookable).toBe(false);
  expect(setupOf(fresh).steps[1]?.to).toEqual(["resources", "new"]);
});

test("a vet without hours is named and makes nothing bookable; with hours and a kind of visit they do", () => {
  const joined = setupOf({ hours, resources: [vet("cas", false)], types: [consult("cas")], photos: [] });
  expect(joined.idle.map((one) => one.id)).toEqual(["cas"]);
  expect(joined.isBookable).toBe(false);
  expect(joined.steps[1]?.to).toEqual(["resources", "cas"]);
  const working = { hours, resources: [vet("cas", true)], types: [consult("cas")], photos: [{ id: "f1" }] };
  expect(done(working)).toEqual(["hours", "vets", "types", "photo"]);
  expect(setupOf(working).isBookable).toBe(true);
});

test("a vet who does no kind of visit that can be booked online leaves the kinds to be done", () => {
  expect(done({ hours, resources: [vet("cas", true)], types: [consult()] })).toEqual(["hours", "vets"]);
  expect(setupOf({ hours: [], resources: [vet("cas", true)], types: [consult("cas")] }).isBookable).toBe(false);
});
