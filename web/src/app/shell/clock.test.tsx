import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { renderScreen } from "@/test-render";

import { Clock } from "./clock";

it("shows the time in the practice, wherever the computer is", () => {
  vi.useFakeTimers({ now: new Date("2026-03-02T22:40:00Z") });
  try {
    renderScreen(<Clock zone="Pacific/Auckland" />);
    expect(screen.getByText("11:40")).toBeInTheDocument();
  } finally {
    vi.useRealTimers();
  }
});
