import { expect, test } from "vitest";

import type { RecordLine, RecordParts } from "@/api/types";
import { shownWeight, typedWeight } from "@/features/patients/rules";

import { bothTexts, dueList, isEmpty, kindOf, outOfRange, passes, readVital, stillTyped, unsaved, writeVital, type Note } from "./rules";

const saved: Note = { subjective: "Eats well.", objective: "", assessment: "", plan: "", summary_for_owner: "" };
const none: RecordParts = { vitals: null, diagnoses: [], prescriptions: [], vaccinations: [], dewormings: [], lab_results: [], files: [] };
const shot = (more: Partial<RecordParts["vaccinations"][number]>) => ({ id: "1", product: "DHP", batch: "B1", diseases: [], given_on: "2025-12-03", valid_until_on: "2026-12-03", ...more });
const line = (more: Partial<RecordLine>): RecordLine => ({ vaccinations: 0, prescriptions: 0, lab_results: 0, diagnoses: 0, files: 0, dewormings: 0, state: "signed", ...more }) as RecordLine;

test("only what differs from the server's text is sent", () => {
  expect(unsaved({ subjective: "Eats well.", plan: "Recheck." }, saved)).toEqual({ plan: "Recheck." });
});

test("a field that was emptied is sent as empty", () => {
  expect(unsaved({ subjective: "" }, saved)).toEqual({ subjective: "" });
});

test("what is saved is no longer kept beside it", () => {
  expect(stillTyped({ subjective: "Eats well." }, saved)).toEqual({});
});

test("two texts written at the same time are both kept, mine last", () => {
  expect(bothTexts("Weighs 5.8.", "Drinks more.")).toBe("Weighs 5.8.\n\nDrinks more.");
});

test("a text that goes on from the other one is not doubled", () => {
  expect(bothTexts("Drinks", "Drinks more.")).toBe("Drinks more.");
  expect(bothTexts("Drinks more.", "Drinks")).toBe("Drinks more.");
});

test("for each disease the longest protection counts, and what ends first stands first", () => {
  const due = dueList(
    [shot({ diseases: ["distemper", "parvo"] }), shot({ diseases: ["parvo"], valid_until_on: "2028-12-03" }), shot({ diseases: [], product: "Rabies", valid_until_on: "2026-11-01" })],
    "2026-11-24",
  );
  expect(due.map((one) => [one.name, one.state])).toEqual([["Rabies", "overdue"], ["distemper", "due_soon"], ["parvo", "valid"]]);
  expect(due[1]?.days).toBe(9);
});

test("a vaccination without an end is not due", () => {
  expect(dueList([shot({ valid_until_on: null })], "2026-11-24")).toEqual([]);
});

test("a visit is known by what weighs most in it", () => {
  expect(kindOf(line({ vaccinations: 1 }))).toBe("vaccine");
  expect(kindOf(line({ vaccinations: 1, prescriptions: 1, diagnoses: 1 }))).toBe("visit");
  expect(kindOf(line({ lab_results: 3 }))).toBe("lab");
});

test("a filter leaves only what has such a part", () => {
  expect(passes(line({ files: 2 }), "files")).toBe(true);
  expect(passes(line({ files: 0 }), "files")).toBe(false);
  expect(passes(line({ state: "draft" }), "drafts")).toBe(true);
});

test("vital signs are read as people type them and kept as whole numbers", () => {
  expect(readVital("temperature_tenths", "38,4")).toBe(384);
  expect(readVital("weight_grams", "5.8")).toBe(5800);
  expect(readVital("pulse_per_minute", "")).toBeNull();
  expect(readVital("body_condition", "12")).toBeUndefined();
  expect(readVital("pulse_per_minute", "fast")).toBeUndefined();
});

test("a weight may say its unit, and says kilograms by itself", () => {
  expect(["87 g", "87g", "0,087", "0,087 kg", "87 G", "5.8kg"].map((text) => readVital("weight_grams", text))).toEqual([87, 87, 87, 87, 87, 5800]);
  expect(["g", "kg", "87 gr", "8 7 g"].map((text) => readVital("weight_grams", text))).toEqual([undefined, undefined, undefined, undefined]);
  expect(readVital("pulse_per_minute", "87 g")).toBeUndefined();
});

test("what is typed into a field of grams means the same wherever it is read", () => {
  const read = (text: string): number | null | undefined => readVital("weight_grams", typedWeight(text, true));
  expect(["87", "950", "1050", "87 g", "0,087", "1,05", "0.087 kg", "12,5", ""].map(read)).toEqual([87, 950, 1050, 87, 87, 1050, 87, 13, null]);
  expect(readVital("weight_grams", typedWeight("87", false))).toBe(87_000);
});

test("a field of grams shows what was typed, and the unit of what was typed before it was one", () => {
  for (const text of ["87", "0,087", "87 g", "8,"]) expect(shownWeight(typedWeight(text, true), true)).toBe(text);
  expect(shownWeight(typedWeight("87", false), true)).toBe("87 kg");
  expect(shownWeight(typedWeight("950", true), false)).toBe("950\u00a0g");
});

test("a kept vital sign reads back as it was typed", () => {
  expect(writeVital("temperature_tenths", 384, "nl-NL")).toBe("38,4");
  expect(writeVital("weight_grams", 5800, "en-GB")).toBe("5.80");
  expect(writeVital("weight_grams", 25, "nl-NL")).toBe("0,025");
  expect(writeVital("weight_grams", 25, "nl-NL", true)).toBe("25");
  expect(writeVital("pulse_per_minute", null, "nl-NL")).toBe("");
});

test("a result outside its bounds is marked, one without bounds is not", () => {
  expect(outOfRange({ value: "187", low: "50", high: "140" })).toBe("high");
  expect(outOfRange({ value: "0,8", low: "1,0", high: "2" })).toBe("low");
  expect(outOfRange({ value: "positive", low: "", high: "" })).toBeNull();
});

test("an untouched record is empty, one vaccination makes it signable", () => {
  const blank = { ...saved, subjective: " " };
  expect(isEmpty(blank, none)).toBe(true);
  expect(isEmpty(blank, { ...none, vaccinations: [shot({})] })).toBe(false);
});
