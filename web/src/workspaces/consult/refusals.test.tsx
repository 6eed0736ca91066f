import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { toast } from "@/lib/toasts";

import { draft, openConsult, PATIENT, RECORD, signButton } from "./test-consult";

afterEach(() => toast.clear());

test.each([
  ["only_vets_sign", 403, "Alleen een dierenarts van deze praktijk kan tekenen."],
  ["record_empty", 409, "Er is nog niets genoteerd om te tekenen."],
  ["record_signed", 409, "Dit consult is al getekend."],
])("a signature that is refused as %s says why where it was asked", async (code, status, text) => {
  openConsult({ [`POST ${RECORD}/sign`]: { status, body: { code } } });
  await userEvent.click(await signButton());
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Tekenen" }));
  expect(await dialog.findByRole("alert")).toHaveTextContent(text);
  expect(dialog.getByRole("button", { name: "Tekenen" })).toBeEnabled();
});

test("sharing that is refused is said and can be tried again", async () => {
  openConsult({ [`POST ${RECORD}/share`]: { status: 409, body: { code: "record_not_signed" } } }, { ...draft, state: "signed", signed_at: "2026-03-02T09:20:00Z" });
  await userEvent.click(await screen.findByRole("button", { name: "Delen met eigenaar" }, PATIENT));
  expect(await screen.findByRole("button", { name: "nog eens" })).toBeVisible();
});
