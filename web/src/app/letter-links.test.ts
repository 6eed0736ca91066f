import { matchRoutes } from "react-router";
import { expect, test } from "vitest";

import LINKS from "../../../src/vetsync/messaging/letters/links.py?raw";
import { createRoutes } from "./router";

/** The addresses in letters, with something in every place. */
const addresses = [...LINKS.matchAll(/^[A-Z_]+ = "(.+)"$/gm)].map(([, path = ""]) => (path.split("#")[0] ?? "").replaceAll(/\{\w+\}/g, "x"));

test("the letters lead somewhere", () => {
  expect(addresses.length).toBeGreaterThan(10);
});

test.each(addresses)("%s, which stands in a letter, is a screen", (address) => {
  const found = matchRoutes(createRoutes(), address) ?? [];
  expect(found.map((match) => match.route.path)).not.toContain("*");
  expect(found.length).toBeGreaterThan(0);
});
