import { expect, it } from "vitest";

import { beyond, toggled } from "./rules";

it("gives reading along with what needs it", () => {
  expect(toggled([], "schedule.book")).toEqual(["schedule.read", "schedule.book"]);
  expect(toggled([], "audit.read")).toEqual(["audit.read"]);
});

it("takes away with reading everything that needs it", () => {
  expect(toggled(["schedule.read", "schedule.book", "patients.read"], "schedule.read")).toEqual(["patients.read"]);
});

it("says what somebody can't give because they have not got it", () => {
  expect(beyond(["staff.read", "records.sign"], ["staff.read"])).toEqual(["records.sign"]);
});
