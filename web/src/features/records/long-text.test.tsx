import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { renderScreen } from "@/test-render";

import { LongText } from "./long-text";

/** jsdom lays nothing out, so it is told how high the text is and how much of it is shown. */
function heights(whole: number, shown: number): void {
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(whole);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(shown);
}

const note = "Eet slecht.\n".repeat(40);
const shown = () => screen.findByText(/^Eet slecht\./);

afterEach(() => vi.restoreAllMocks());

test("a long text is folded until all of it is asked for, and can be folded again", async () => {
  heights(960, 240);
  renderScreen(<LongText text={note} />);
  expect(await shown()).toHaveClass("line-clamp-10", "print:line-clamp-none");
  await userEvent.click(await screen.findByRole("button", { name: "Alles tonen" }));
  expect(await shown()).not.toHaveClass("line-clamp-10");
  await userEvent.click(screen.getByRole("button", { name: "Minder tonen", expanded: true }));
  expect(await shown()).toHaveClass("line-clamp-10");
});

test("a text that fits has nothing to unfold", async () => {
  heights(240, 240);
  renderScreen(<LongText text={note} />);
  await shown();
  expect(screen.queryByRole("button")).toBeNull();
});
