import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import type { RecordView } from "@/api/types";

import { draft, openConsult, PATIENT } from "./test-consult";

const reason = () => screen.findByRole("region", { name: "Reden van komst" }, PATIENT);

afterEach(() => vi.restoreAllMocks());

test("why the animal came stands above the note, folded when it is long", async () => {
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(60);
  openConsult({}, { ...draft, reason: "Drinkt veel. ".repeat(60), type_name_nl: "Ziek of gewond", type_name_en: "Ill" } as RecordView);
  const place = await reason();
  expect(place.compareDocumentPosition(screen.getByRole("region", { name: "Subjectief" }))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(within(place).getByText("Ziek of gewond")).toBeVisible();
  expect(within(place).getByText(/^Drinkt veel\./)).toHaveClass("line-clamp-3");
  await userEvent.click(within(place).getByRole("button", { name: "Alles tonen" }));
  expect(within(place).getByText(/^Drinkt veel\./)).not.toHaveClass("line-clamp-3");
});

test("where nobody wrote a reason, the kind of visit says it", async () => {
  openConsult({}, { ...draft, reason: "", type_name_nl: "Gebitsreiniging", type_name_en: "Dental" } as RecordView);
  expect(within(await reason()).getByText("Gebitsreiniging")).toBeVisible();
});

test("what the desk noted stands with the reason, and says that it is the practice's own", async () => {
  openConsult({}, { ...draft, reason: "", note: "Bijt bij het inenten", type_name_nl: "Enting", type_name_en: "Vaccination" } as RecordView);
  const place = await reason();
  expect(within(place).getByText("Bijt bij het inenten")).toBeVisible();
  expect(within(place).getByRole("img", { name: "Notitie, alleen voor de praktijk" })).toBeVisible();
});

test("of who walked in for nothing in particular, what the desk noted stands alone", async () => {
  openConsult({}, { ...draft, reason: "", note: "Betaalt nooit", type_name_nl: null, type_name_en: null } as RecordView);
  const place = await reason();
  expect(within(place).getAllByRole("paragraph").map((one) => one.textContent)).toEqual(["Betaalt nooit"]);
});

test("a consult of nobody who came in begins with the note", async () => {
  openConsult();
  await screen.findByRole("region", { name: "Subjectief" }, PATIENT);
  expect(screen.queryByRole("region", { name: "Reden van komst" })).toBeNull();
});
