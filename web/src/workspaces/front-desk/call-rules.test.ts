import { expect, it } from "vitest";

import type { AppointmentTypeView, PatientLine } from "@/api/types";
import { matchedParts } from "@/lib/matched-parts";

import { fitOf, knownOfLine, matchesOf, obviousAnimal, typesInOrder, type Known, type Match } from "./call-rules";

const line = (id: string, name: string, client_id: string): PatientLine =>
  ({ id, name, client_id, client_name: `Client ${client_id}`, city: "Merelveen", state: "active" }) as PatientLine;

const none = { today: [], opened: [] };
const titles = (matches: readonly Match[]): [string, string[]][] => matches.map(({ clientId, animals }) => [clientId, animals.map(({ name }) => name)]);

it("what is found is shown by whose it is, in the order of the search", () => {
  const found = matchesOf([line("p1", "Kees", "c2"), line("p2", "Bo", "c1"), line("p3", "Truus", "c2")].map(knownOfLine), none, "0612");
  expect(titles(found)).toEqual([["c2", ["Kees", "Truus"]], ["c1", ["Bo"]]]);
});

it("exact names come before those that begin so, and what only sounds so comes last, whoever is here today", () => {
  const [sounding, begun, exact] = [line("p1", "Pella", "c1"), line("p2", "Bellatrix", "c2"), line("p3", "Bella", "c3")].map(knownOfLine) as [Known, Known, Known];
  const found = matchesOf([sounding, begun, exact], { today: [sounding], opened: [sounding] }, "bella");
  expect(found.map(({ clientId }) => clientId)).toEqual(["c3", "c2", "c1"]);
  expect(fitOf(knownOfLine({ ...line("p4", "Max", "c4"), client_name: "Jan Yıldız-Köse" }), "kose jan")).toBe(0);
});

it("among equals whoever comes today is first, then what was opened lately, also where the search did not bring it", () => {
  const bellas = ["c1", "c2", "c3"].map((client) => knownOfLine(line(`p-${client}`, "Bella", client)));
  const ofToday = knownOfLine(line("p-c4", "Bella", "c4"));
  const opened = [knownOfLine(line("p-c3", "Bella", "c3")), { clientId: "c2", clientName: "Client c2", city: "", animal: null }, knownOfLine(line("p9", "Max", "c9"))];
  const found = matchesOf(bellas, { today: [ofToday], opened }, "bella");
  expect(found.map(({ clientId, isToday }) => [clientId, isToday])).toEqual([["c4", true], ["c3", false], ["c2", false], ["c1", false]]);
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
