import { expect, it } from "vitest";

const files = import.meta.glob<{ default: unknown }>(["../**/locales/**/*.json"], { eager: true });

function keysOf(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path ? `${path}.${key}` : key));
}

/** "…/locales/nl.json" and "…/locales/nl/common.json" have their English twin at the same place. */
const dutch = Object.keys(files).filter((path) => /\/nl(\.json|\/)/.test(path));

it.each(dutch)("%s says everything in English too", (path) => {
  const twin = path.replace(/\/nl(\.json|\/)/, "/en$1");
  expect(keysOf(files[twin]?.default).sort()).toEqual(keysOf(files[path]?.default).sort());
});
