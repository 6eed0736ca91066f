import { expect, it } from "vitest";

import en from "@/features/likely/locales/en.json";
import nl from "@/features/likely/locales/nl.json";

import description from "../../../openapi.json";
import { WORKSPACES } from "./workspaces";

const { act, thing, workspace } = description.components.schemas.Noted.properties;
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}", "!../**/*.stories.tsx", "!../api/schema.d.ts"], { eager: true, query: "?raw", import: "default" });
const everything = Object.values(sources).join("\n");

/** The words that are put at their digit, also as the values of a table of them. */
const said = new Set([...everything.matchAll(/(?:acting\(|(?:_pay|_room|expected|arrived|waiting): )"([a-z]+\.[a-z-]+)"/g)].map(([, word]) => word));

function leaves(value: object, path = ""): string[] {
  return Object.entries(value).flatMap(([key, inner]) => (typeof inner === "object" ? leaves(inner as object, `${path}${key}.`) : [`${path}${key}`]));
}

it("the rail says no act but those that can be learned, and every one of them", () => {
  const ways = act.enum.filter((word) => word.startsWith("go."));
  expect([...said].sort()).toEqual(act.enum.filter((word) => !ways.includes(word)).sort());
});

it("every act of the rail comes with the one digit that it has everywhere", () => {
  const apart = [...everything.matchAll(/\bact: "[a-z]+\.[a-z-]+"/g)].map(([found]) => found);
  expect(apart).toEqual([]);
});

it("every workspace of the map can be learned", () => {
  expect(WORKSPACES.map(({ key }) => key).sort()).toEqual([...workspace.enum].sort());
  expect(WORKSPACES.map(({ key }) => `go.${key}`).sort()).toEqual(act.enum.filter((word) => word.startsWith("go.")).sort());
});

it.each([["nl", nl], ["en", en]])("every act and thing has words in %s", (_, texts) => {
  expect(leaves(texts.after).sort()).toEqual([...act.enum].sort());
  expect(Object.keys(texts.thing).sort()).toEqual([...thing.enum].sort());
});
