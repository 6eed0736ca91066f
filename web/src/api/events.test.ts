import { expect, it } from "vitest";

import { createParser } from "./events";

it("reads messages that arrive in pieces and leaves comments out", () => {
  const parse = createParser();
  expect(parse(": alive\n\nevent: appointment.boo")).toEqual([]);
  expect(parse('ked\ndata: {"id":1}\n\ndata: two\r\ndata: lines\r\n\r\n')).toEqual([
    { event: "appointment.booked", data: '{"id":1}' },
    { event: "message", data: "two\nlines" },
  ]);
});
