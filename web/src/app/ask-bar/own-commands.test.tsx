import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { setLocale } from "@/lib/i18n";
import { setTheme } from "@/lib/theme";
import { toast } from "@/lib/toasts";
import { noor } from "@/test-person";

import { ALL, ask, bella, form } from "./test-ask";

beforeEach(async () => {
  toast.clear();
  setTheme("system");
  await setLocale("nl");
});

it("opens the agenda on the day that was asked for, and says which day that is", async () => {
  const { router } = await ask("afspraken morgen", { intent: "open", place: "schedule", on: "2026-11-25" }, [{ id: "schedule", kind: "place", title: "agenda", matched: "name" }]);
  expect(await screen.findByRole("option", { name: /Agenda.*25 november/ })).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.search).toBe("?day=2026-11-25"));
});

it("changes the theme when asked, keeps it for other devices, and changes it back", async () => {
  const { asked } = await ask("donker", { intent: "theme", who: "donker", choice: "dark" }, [], { "PATCH /api/me": { body: noor(ALL) } });
  expect(await within(await form()).findByRole("button", { name: /Zet op donker/ })).toBeVisible();
  expect(document.documentElement.dataset["theme"]).toBeUndefined();
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(document.documentElement.dataset["theme"]).toBe("dark"));
  expect(await asked.find(({ method }) => method === "PATCH")?.clone().json()).toEqual({ theme: "dark" });
  await userEvent.click(await screen.findByRole("button", { name: /Ongedaan/ }));
  expect(document.documentElement.dataset["theme"]).toBeUndefined();
});

it("changes the language when asked, and says so in it", async () => {
  const { asked } = await ask("taal engels", { intent: "language", choice: "en" }, [], { "PATCH /api/me": { body: noor(ALL) } });
  await form();
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText("The language is English now.")).toBeVisible();
  expect(await asked.find(({ method }) => method === "PATCH")?.clone().json()).toEqual({ locale: "en" });
  await userEvent.click(screen.getByRole("button", { name: /Undo/ }));
  expect(await screen.findByRole("combobox", { name: "Zoek of vraag" })).toBeVisible();
});

it("logs out after Enter and not before", async () => {
  const { asked } = await ask("log uit", { intent: "log_out" }, [], { "POST /api/auth/logout": { status: 204 } });
  expect(await within(await form()).findByText("Alleen op dit apparaat.")).toBeVisible();
  const left = () => asked.some(({ url }) => url.endsWith("/logout"));
  expect(left()).toBe(false);
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(left()).toBe(true));
});

it.each([{ intent: "theme", choice: "dark", who: "donker" }, { intent: "weight", who: "bella" }] as const)("a line that was understood as $intent registers nobody", async (command) => {
  await ask("donker", command, [bella]);
  expect(await screen.findByRole("option", { name: /Andere weergave|Gewicht noteren/ })).toBeVisible();
  expect(screen.queryByRole("option", { name: /inschrijven als nieuwe klant/ })).toBeNull();
});
