import { expect, it } from "vitest";

import type { Found } from "@/api/types";

import { nameIn, offeredCommand, onlyPatient } from "./rules";

const bella = (over: Partial<Found> = {}): Found => ({ id: "b1", kind: "patient", title: "Bella", subtitle: "A. de Vries", matched: "name", state: "active", ...over });
const answer = (items: Found[], has_more = false) => ({ groups: [{ kind: "patient" as const, items, has_more }] });

it("takes the only living animal of that name, and none where there are two", () => {
  expect(onlyPatient(answer([bella()]))?.id).toBe("b1");
  expect(onlyPatient(answer([bella(), bella({ id: "b2", state: "deceased" })]))?.id).toBe("b1");
  expect(onlyPatient(answer([bella(), bella({ id: "b2" })]))).toBeNull();
  expect(onlyPatient(answer([bella()], true))).toBeNull();
  expect(onlyPatient(answer([]))).toBeNull();
});

it("prefers who is called so to who sounds like it", () => {
  expect(onlyPatient(answer([bella(), bella({ id: "b2", title: "Bello", matched: "sound" })]))?.id).toBe("b1");
  expect(onlyPatient(answer([bella({ matched: "sound" }), bella({ id: "b2", matched: "letters" })]))).toBeNull();
});

it("offers only what the person may do and the bar can do", () => {
  expect(offeredCommand({ intent: "book" }, ["schedule.book"])).toEqual({ intent: "book" });
  expect(offeredCommand({ intent: "book" }, ["schedule.read"])).toBeNull();
  expect(offeredCommand({ intent: "invoice" }, ["schedule.book", "patients.write"])).toBeNull();
  expect(offeredCommand({ intent: "log_out" }, [])).toEqual({ intent: "log_out" });
  expect(offeredCommand(null, ["schedule.book"])).toBeNull();
});

it("reads a name in the parts that the form has", () => {
  expect(nameIn("anneke van der berg")).toEqual({ first_name: "Anneke", prefix: "van der", last_name: "Berg" });
  expect(nameIn("Jansen")).toEqual({ first_name: "", prefix: "", last_name: "Jansen" });
  expect(nameIn("piet jansen")).toEqual({ first_name: "Piet", prefix: "", last_name: "Jansen" });
  expect(nameIn("de vries")).toEqual({ first_name: "", prefix: "de", last_name: "Vries" });
  expect(nameIn("")).toEqual({ first_name: "", prefix: "", last_name: "" });
});
