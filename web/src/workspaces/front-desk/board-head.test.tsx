import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderScreen } from "@/test-render";

import { BoardHead } from "./board-head";

test("a board that leaves somebody out says so", async () => {
  const board = { items: [], rooms: [], zone: "Europe/Amsterdam" };
  const { unmount } = renderScreen(<BoardHead board={{ ...board, is_cut: true }} now={new Date()} onSelect={() => undefined} />);
  expect(await screen.findByText("Dit bord toont er 0; vandaag zijn het er meer.", undefined, { timeout: 5000 })).toBeVisible();
  unmount();
  renderScreen(<BoardHead board={{ ...board, is_cut: false }} now={new Date()} onSelect={() => undefined} />);
  expect(await screen.findByRole("heading")).toBeVisible();
  expect(screen.queryByText(/^Dit bord toont/)).toBeNull();
});
