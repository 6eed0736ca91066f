import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderScreen } from "@/test-render";

import { slotAt } from "../test-clinic";

import { SlotPicker } from "./slot-picker";

it("makes all times one stop of Tab, at the one that is chosen, and walks on by the arrows without choosing", async () => {
  const slots = ["2030-01-08T08:00:00Z", "2030-01-08T08:20:00Z", "2030-01-08T14:40:00Z"].map((at) => slotAt(at));
  const onSelect = vi.fn();
  renderScreen(<SlotPicker slots={slots} zone="Europe/Amsterdam" day="2030-01-08" onDay={() => undefined} selected="2030-01-08T08:20:00Z" onSelect={onSelect} />);
  const times = await screen.findAllByRole("button", { name: /^\d\d:\d\d/ });
  expect(times.map((time) => time.tabIndex)).toEqual([-1, 0, -1]);
  times[1]?.focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(times[2]).toHaveFocus();
  await userEvent.keyboard("{ArrowUp}{ArrowLeft}{ArrowLeft}");
  expect(times[0]).toHaveFocus();
  expect(onSelect).not.toHaveBeenCalled();
  await userEvent.keyboard("{Enter}");
  expect(onSelect).toHaveBeenCalledWith(slots[0]);
});
