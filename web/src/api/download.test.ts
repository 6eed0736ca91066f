import { describe, expect, it } from "vitest";

import { nameOf } from "./download";

describe("the name of a saved file", () => {
  it("is the document's title, however it is written", () => {
    expect(nameOf("attachment; filename*=UTF-8''Uittreksel%20KvK%20%C3%A9%C3%A9n.pdf")).toBe("Uittreksel KvK één.pdf");
    expect(nameOf('attachment; filename="appointments.csv"')).toBe("appointments.csv");
    expect(nameOf("attachment; filename=log.csv; size=3")).toBe("log.csv");
  });

  it("prefers the encoded form and survives a broken one", () => {
    expect(nameOf("attachment; filename=\"plain.pdf\"; filename*=UTF-8''w%C3%A9l.pdf")).toBe("wél.pdf");
    expect(nameOf("attachment; filename*=UTF-8''%E0%A4%A; filename=\"plain.pdf\"")).toBe("plain.pdf");
  });

  it("is unknown where the server says nothing", () => {
    expect(nameOf(null)).toBeUndefined();
    expect(nameOf("inline")).toBeUndefined();
  });
});
