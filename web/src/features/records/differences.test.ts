import { expect, test } from "vitest";

import type { RecordView } from "@/api/types";

import { differences } from "./differences";

const parts = { vitals: null, diagnoses: [], prescriptions: [], vaccinations: [], dewormings: [], lab_results: [], files: [] };
const before = { subjective: "", objective: "", assessment: "", plan: "Rest.", summary_for_owner: "", version: 3, parts } as unknown as RecordView;
const diagnosis = { id: "d1", text: "Otitis", kind: "provisional" as const, code: null };

test("a record that says the same has no differences, whatever its version", () => {
  expect(differences(before, { ...before, version: 9, saved_at: "2026-11-24T10:00:00Z" })).toEqual([]);
});

test("texts, measurements and parts that somebody else changed are told one by one", () => {
  const after = { ...before, plan: "Fluids.", parts: { ...parts, vitals: { weight_grams: 5800, mucosa: "" }, diagnoses: [diagnosis] } } as RecordView;
  expect(differences(before, after)).toEqual([
    { what: "note", field: "plan", now: "Fluids." },
    { what: "vital", field: "weight_grams", now: 5800 },
    { what: "diagnoses", how: "added", name: "Otitis" },
  ]);
});

test("a part that was changed or taken away is told too", () => {
  const full = { ...before, parts: { ...parts, diagnoses: [diagnosis, { ...diagnosis, id: "d2", text: "CKD" }] } } as RecordView;
  const after = { ...before, parts: { ...parts, diagnoses: [{ ...diagnosis, kind: "final" }] } } as RecordView;
  expect(differences(full, after)).toEqual([
    { what: "diagnoses", how: "changed", name: "Otitis" },
    { what: "diagnoses", how: "removed", name: "CKD" },
  ]);
});
