import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { toast } from "@/lib/toasts";

import { ask, bella, DAY, form, row, S } from "./test-ask";

beforeEach(() => {
  toast.clear();
});

it("says of a day that is over that it is, and books nothing before another is chosen", async () => {
  const gone = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const { sent } = await ask("bella enting gisteren 10", { intent: "book", who: "bella", type_key: "vaccination", on: gone, at: "10:00:00" }, [bella], { [`POST ${S}/appointments`]: { status: 201, body: row } });
  await form();
  expect(await screen.findByText("gisteren is voorbij.")).toBeVisible();
  expect(await screen.findByText("Wel vrij:")).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(await sent("POST", "/appointments")).toBeUndefined();
});

it("says in the form of a time that no clock shows that it is none", async () => {
  await ask("bella enting morgen 25:00", { intent: "book", who: "bella", type_key: "vaccination", on: DAY, no_time: "25:00" }, [bella]);
  expect(await within(await form()).findByText("25:00 is geen tijd. Typ een andere tijd.")).toBeVisible();
  expect(screen.getAllByText(/25:00 is geen tijd/)).toHaveLength(1);
});

it("says that nothing is free, and promises nothing, where no other time is", async () => {
  await ask("bella enting morgen 10", { intent: "book", who: "bella", type_key: "vaccination", on: DAY, at: "10:00:00" }, [bella], { [`GET ${S}/slots`]: { body: { items: [] } } });
  await form();
  expect(await screen.findByText(/is niets vrij. Ook in de 14 dagen daarna is niets vrij./)).toBeVisible();
  expect(screen.queryByText(/Wel vrij/)).toBeNull();
});
