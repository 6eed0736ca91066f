import type { RecordParts } from "@/api/types";
import { addDays } from "@/lib/dates";

import type { Part } from "./api";

export type OrderKind = Exclude<Part["kind"], "diagnoses">;
export const ORDER_KINDS: readonly OrderKind[] = ["prescriptions", "vaccinations", "dewormings", "lab-results"];

export interface FormField {
  name: string;
  type: "text" | "date" | "number" | "area" | "class";
  isNeeded?: boolean;
  /** Half the width of the form. */
  isHalf?: boolean;
}

const text = (name: string, more: Partial<FormField> = {}): FormField => ({ name, type: "text", ...more });
const half = { isHalf: true };

/** What is asked for each kind of order; names are the server's and the texts'. */
export const FORMS: Record<OrderKind, readonly FormField[]> = {
  prescriptions: [
    text("product", { isNeeded: true }), text("dose", half), { name: "days", type: "number", ...half }, { name: "quantity", type: "number", ...half }, text("unit", half),
    { name: "instruction", type: "area" }, { name: "repeats", type: "number", ...half }, { name: "supply_class", type: "class", ...half },
  ],
  vaccinations: [text("product", { isNeeded: true }), text("diseases"), text("batch", half), { name: "given_on", type: "date", isNeeded: true, ...half }, { name: "valid_until_on", type: "date", ...half }],
  dewormings: [text("product", { isNeeded: true }), { name: "given_on", type: "date", isNeeded: true, ...half }, { name: "next_on", type: "date", ...half }],
  "lab-results": [text("test", { isNeeded: true }), text("value", { isNeeded: true, ...half }), text("unit", half), text("low", half), text("high", half), { name: "remark", type: "area" }],
};

export type FormValues = Record<string, string>;

const YEAR = 365;
const QUARTER = 91;

/** What a new order begins with: given today, protecting for a year, worms again in three months. */
export function blank(kind: OrderKind, today: string): FormValues {
  if (kind === "vaccinations") return { given_on: today, valid_until_on: addDays(today, YEAR) };
  return kind === "dewormings" ? { given_on: today, next_on: addDays(today, QUARTER) } : {};
}

export function missing(kind: OrderKind, values: FormValues): string[] {
  return FORMS[kind].filter((field) => field.isNeeded && !values[field.name]?.trim()).map((field) => field.name);
}

const CLASSES = ["vrij", "ura", "uda", "udd"] as const;

function whole(value: string | undefined, factor = 1): number | null {
  const number = Math.round(Number((value ?? "").replace(",", ".")) * factor);
  return Number.isFinite(number) && number > 0 ? number : null;
}

/** The order as the server takes it. */
export function toPart(kind: OrderKind, values: FormValues): Part {
  const said = (name: string): string => (values[name] ?? "").trim();
  const day = (name: string): string | null => said(name) || null;
  switch (kind) {
    case "prescriptions":
      return {
        kind,
        body: {
          product: said("product"), dose: said("dose"), instruction: said("instruction"), unit: said("unit"), days: whole(values["days"]),
          quantity_hundredths: whole(values["quantity"], 100), repeats: whole(values["repeats"]) ?? 0, supply_class: CLASSES.find((one) => one === said("supply_class")) ?? null,
        },
      };
    case "vaccinations": {
      const diseases = said("diseases").split(",").map((one) => one.trim()).filter(Boolean);
      return { kind, body: { product: said("product"), batch: said("batch"), diseases, given_on: said("given_on"), valid_until_on: day("valid_until_on") } };
    }
    case "dewormings":
      return { kind, body: { product: said("product"), given_on: said("given_on"), next_on: day("next_on") } };
    case "lab-results":
      return { kind, body: { test: said("test"), value: said("value"), unit: said("unit"), low: said("low"), high: said("high"), remark: said("remark") } };
  }
}

/** An order that stands already, as the form shows it. */
export function toValues(kind: OrderKind, part: { id: string } & Record<string, unknown>): FormValues {
  const values: FormValues = {};
  for (const { name } of FORMS[kind]) {
    const value = part[name];
    if (Array.isArray(value)) values[name] = value.join(", ");
    else if (value != null) values[name] = String(value);
  }
  if (typeof part["quantity_hundredths"] === "number") values["quantity"] = String(part["quantity_hundredths"] / 100);
  return values;
}

export function partsOf(kind: OrderKind, parts: RecordParts): ({ id: string } & Record<string, unknown>)[] {
  return { prescriptions: parts.prescriptions, vaccinations: parts.vaccinations, dewormings: parts.dewormings, "lab-results": parts.lab_results }[kind];
}
