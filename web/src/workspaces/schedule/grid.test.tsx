import { screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { renderScreen } from "@/test-render";

import { Grid } from "./grid";

const scrolled = vi.fn();
const draw = (nowMinute: number | null, selectedId: string | null = null) =>
  renderScreen(<Grid columns={[{ key: "v1", title: "Noor Haas", rows: [] }]} hours={{ from: 480, to: 1080 }} zone="Europe/Amsterdam" selectedId={selectedId} onSelect={() => undefined} nowMinute={nowMinute} isByPerson />);

beforeEach(() => {
  scrolled.mockClear();
  Element.prototype.scrollIntoView = scrolled;
});

test("today opens where the clock stands", async () => {
  draw(14 * 60 + 5);
  const clock = await screen.findByText("14:05");
  expect(scrolled.mock.contexts).toEqual([clock]);
});

test("who is chosen stays in sight, and another day stays as it is", async () => {
  draw(14 * 60 + 5, "a1");
  await screen.findByText("14:05");
  draw(null);
  await screen.findAllByText("Noor Haas");
  expect(scrolled).not.toHaveBeenCalled();
});
