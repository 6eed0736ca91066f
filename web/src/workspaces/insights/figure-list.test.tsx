import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import type { PracticeDashboard } from "@/api/types";
import { renderScreen } from "@/test-render";

import { FigureList } from "./figure-list";

const figures = { visits: 40, missed: 2, cancelled: 1, booked: 50, new_clients: 3, no_show_rate: 0.048 };
const month = { now: figures, before: { ...figures, visits: 44, no_show_rate: 0.056 } } as PracticeDashboard["month"];

it("says how far two percentages are apart in points, and how far two counts are in numbers", async () => {
  renderScreen(<FigureList month={month} />);
  expect(await screen.findByText("0,8 procentpunt minder")).toBeVisible();
  expect(screen.getByText("4 minder")).toBeVisible();
});
