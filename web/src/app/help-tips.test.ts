import { expect, it } from "vitest";

import en from "@/features/help/locales/en.json";
import nl from "@/features/help/locales/nl.json";

import { ADMIN, isBuilt, WORKSPACES } from "./workspaces";

it.each([nl, en])("the help has lines for every screen that is built, and for no other", ({ tips }) => {
  expect(Object.keys(tips).sort()).toEqual([...WORKSPACES, ADMIN].filter(isBuilt).map(({ key }) => key).sort());
});
