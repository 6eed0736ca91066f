import type { RecordParts } from "@/api/types";
import { addDays } from "@/lib/dates";

import type { Part } from "./api";

export type OrderKind = Exclude<Part["kind"], "diagnoses">;
export const ORDER_KINDS: readonly OrderKind[] = ["prescriptions", "vaccinations", "dewormings", "lab-results"];

export interface FormField {
  name: string;
  type: "text" | "date" | "number" | "area" | "class";
  isNeeded?: boolean;
  /** Most characters; for diseases of each one of them. */
  max?: number;
  /** Between these, as the server keeps them; whole unless said otherwise. */
  range?: readonly [number, number];
  isFraction?: boolean;
  /** A day that has to come before this one. */
  after?: string;
  /** Half the width of the form. */
  isHalf?: boolean;
}

const LINE = 200;
const PROSE = 20_000;
const text = (name: string, more: Partial<FormField> = {}): FormField => ({ name, type: "text", max: LINE, ...more });
const area = (name: string): FormField => ({ name, type: "area", max: PROSE });
const half = { isHalf: true };

/** What is asked for each kind of order; names are the server's and the texts'. */
export const FORMS: Record<OrderKind, readonly FormField[]> = {
  prescriptions: [
    text("product", { isNeeded: true }), text("dose", half), { name: "days", type: "number", range: [1, 3650], ...half }, { name: "quantity", type: "number", range: [0.01, 1_000_000], isFraction: true, ...half }, text("unit", half),
    area("instruction"), { name: "repeats", type: "number", range: [0, 99], ...half }, { name: "supply_class", type: "class", ...half },
  ],
  vaccinations: [text("product", { isNeeded: true }), text("diseases"), text("batch", half), { name: "given_on", type: "date", isNeeded: true, ...half }, { name: "valid_until_on", type: "date", after: "given_on", ...half }],
  dewormings: [text("product", { isNeeded: true }), { name: "given_on", type: "date", isNeeded: true, ...half }, { name: "next_on", type: "date", after: "given_on", ...half }],
  "lab-results": [text("test", { isNeeded: true }), text("value", { isNeeded: true, ...half }), text("unit", half), text("low", half), text("high", half), area("remark")],
};

export type FormValues = Record<string, string>;

const YEAR = 365;
const QUARTER = 91;

/** What a new order begins with: given today, protecting for a year, worms again in three months. */
export function blank(kind: OrderKind, today: string): FormValues {
  if (kind === "vaccinations") return { given_on: today, valid_until_on: addDays(today, YEAR) };
  return kind === "dewormings" ? { given_on: today, next_on: addDays(today, QUARTER) } : {};
}

/** What is wrong with a field; `data` goes into its text. */
export interface FormError {
  code: "missing" | "tooLong" | "tooMany" | "number" | "whole" | "date" | "order";
  data?: Record<string, number>;
}

const DISEASES_MAX = 20;

function errorOf(field: FormField, said: string, values: FormValues): FormError | null {
  if (said === "") return field.isNeeded ? { code: "missing" } : null;
  if (field.name === "diseases" && listed(said).length > DISEASES_MAX) return { code: "tooMany", data: { max: DISEASES_MAX } };
  const longest = field.name === "diseases" ? Math.max(0, ...listed(said).map((one) => one.length)) : said.length;
  if (field.max && longest > field.max) return { code: "tooLong", data: { max: field.max } };
  if (field.type === "date") return dateError(field, said, values);
  if (!field.range) return null;
  const [low, high] = field.range;
  const number = Number(said.replace(",", "."));
  if (!Number.isFinite(number) || number < low || number > high) return { code: "number", data: { low, high } };
  return field.isFraction || Number.isInteger(number) ? null : { code: "whole" };
}

function dateError(field: FormField, said: string, values: FormValues): FormError | null {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(said) || Number.isNaN(Date.parse(said))) return { code: "date" };
  const earlier = field.after ? values[field.after]?.trim() : "";
  return earlier && said <= earlier ? { code: "order" } : null;
}

/** What has to be mended before the order can be kept, by field; the server's own rules, said where they are broken. */
export function formErrors(kind: OrderKind, values: FormValues): Record<string, FormError> {
  const errors: Record<string, FormError> = {};
  for (const field of FORMS[kind]) {
    const error = errorOf(field, (values[field.name] ?? "").trim(), values);
    if (error) errors[field.name] = error;
  }
  return errors;
}

function listed(text: string): string[] {
  return text.split(",").map((one) => one.trim()).filter(Boolean);
}

const CLASSES = ["vrij", "ura", "uda", "udd"] as const;

/** Null for an empty field; what it says was judged by formErrors. */
function whole(value: string | undefined, factor = 1): number | null {
  const text = (value ?? "").trim();
  return text === "" ? null : Math.round(Number(text.replace(",", ".")) * factor);
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
    case "vaccinations":
      return { kind, body: { product: said("product"), batch: said("batch"), diseases: listed(said("diseases")), given_on: said("given_on"), valid_until_on: day("valid_until_on") } };
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
