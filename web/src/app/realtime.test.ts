import { expect, test } from "vitest";

import { staleKeys } from "./realtime";

test("each topic that the server knows makes old what shows it", () => {
  expect(staleKeys("appointment")).toContain("dashboard");
  expect(staleKeys("record")).toEqual(expect.arrayContaining(["records", "dashboard"]));
  expect(staleKeys("visit")).toContain("dashboard");
  expect(staleKeys("thread")).toEqual(expect.arrayContaining(["threads", "messages"]));
  expect(staleKeys("schedule")).toContain("slots");
  for (const topic of ["waitlist", "appointment", "patient", "schedule"]) expect(staleKeys(topic)).toContain("waitlist");
});

test("a topic that nobody listed makes its own plural old", () => {
  expect(staleKeys("invoice")).toEqual(["invoices"]);
});
