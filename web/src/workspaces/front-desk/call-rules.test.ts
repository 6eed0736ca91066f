import { expect, it } from "vitest";

import type { AppointmentTypeView, PatientLine } from "@/api/types";
import { matchedParts } from "@/lib/matched-parts";

import { clientsOf, obviousAnimal, typesInOrder } from "./call-rules";

const line = (id: string, name: string, client_id: string): PatientLine =>
  ({ id, name, client_id, client_name: `Client ${client_id}`, city: "Merelveen", state: "active" }) as PatientLine;

it("what is found is shown by whose it is, in the order of the search", () => {
  const found = clientsOf([line("p1", "Kees", "c2"), line("p2", "Bo", "c1"), line("p3", "Truus", "c2")]);
  expect(found.map(({ clientId, patients }) => [clientId, patients.map(({ name }) => name)])).toEqual([["c2", ["Kees", "Truus"]], ["c1", ["Bo"]]]);
});

it("marks the beginnings that were typed, whatever their accents", () => {
  const marked = (name: string, typed: string): string => matchedParts(name, typed).map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("");
  expect(marked("Piet Kwartel", "kwart kees")).toBe("Piet [Kwart]el");
  expect(marked("Fam. Yıldız-Köse", "kose")).toBe("Fam. Yıldız-[Köse]");
  expect(marked("Piet Kwartel", "wart")).toBe("Piet Kwartel");
});

it("asks for the animal only when it is not obvious", () => {
  const animal = (name: string, state: PatientLine["state"] = "active") => ({ id: name, name, state });
  expect(obviousAnimal([animal("Kees"), animal("Bo", "deceased")], "kwart")?.name).toBe("Kees");
  expect(obviousAnimal([animal("Kees"), animal("Truus")], "kwart")).toBeNull();
  expect(obviousAnimal([animal("Kees"), animal("Truus")], "kwart kee")?.name).toBe("Kees");
  expect(obviousAnimal([animal("Bo", "deceased")], "bo")).toBeNull();
});

it("kinds of visit stand as they were used last, then as the day has most of", () => {
  const type = (key: string): AppointmentTypeView => ({ key }) as AppointmentTypeView;
  const ordered = typesInOrder(["consult", "vaccine", "nurse", "recheck"].map(type), ["recheck"], ["nurse", "nurse", "vaccine", null]);
  expect(ordered.map(({ key }) => key)).toEqual(["recheck", "nurse", "vaccine", "consult"]);
});
