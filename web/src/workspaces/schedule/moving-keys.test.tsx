import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { bella, block, DAY, done, laidOut, more, PATIENCE, posts, said } from "./test-moving";
import { openAt, server } from "./test-schedule";

beforeEach(laidOut);

test("Shift and the arrows hold it, Enter puts it there, and the focus stays with it", async () => {
  const rows = [bella];
  const asked = server(rows, { ...more, ...done(rows, { starts_at: "2026-11-24T09:10:00Z", ends_at: "2026-11-24T09:35:00Z", vet_id: "v2" }) });
  openAt(`?day=${DAY}`);
  (await block(/^10:00 Bella/)).focus();
  await userEvent.keyboard("{Shift>}{ArrowDown}{ArrowDown}{ArrowRight}{Alt>}{ArrowDown}{/Alt}{/Shift}");
  expect(screen.getByRole("button", { name: "Bella hier zetten" })).toHaveFocus();
  expect(said()).toContain("10:10 – 10:35");
  expect(posts(asked)).toHaveLength(0);
  await userEvent.keyboard("{Enter}");
  expect(await posts(asked)[0]?.json()).toEqual({ starts_at: "2026-11-24T09:10:00.000Z", vet_id: "v2", minutes: 25 });
  await vi.waitFor(() => expect(screen.getByRole("button", { name: /^10:10 Bella/ })).toHaveFocus(), PATIENCE);
});

test("Esc drops what is held by keys and closes nothing else; so does going elsewhere", async () => {
  const rows = [bella];
  const asked = server(rows, { ...more, ...done(rows) });
  openAt(`?day=${DAY}&selected=a1`);
  const own = await block(/^10:00 Bella/);
  own.focus();
  await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}{Escape}");
  expect(screen.queryByRole("button", { name: "Bella hier zetten" })).toBeNull();
  expect(screen.getByRole("region", { name: "Afspraak van Bella" })).toBeVisible();
  await vi.waitFor(() => expect(own).toHaveFocus(), PATIENCE);
  await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
  await userEvent.tab();
  expect(screen.queryByRole("button", { name: "Bella hier zetten" })).toBeNull();
  expect(posts(asked)).toHaveLength(0);
});

test("Shift and Page Down takes it to the next day", async () => {
  const rows = [bella];
  const asked = server(rows, { ...more, ...done(rows) });
  openAt(`?day=${DAY}`);
  (await block(/^10:00 Bella/)).focus();
  await userEvent.keyboard("{Shift>}{PageDown}{/Shift}{Enter}");
  expect(await posts(asked)[0]?.json()).toEqual({ starts_at: "2026-11-25T09:00:00.000Z", vet_id: "v1" });
});
