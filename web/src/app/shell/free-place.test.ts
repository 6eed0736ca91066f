import { expect, it } from "vitest";

import { places } from "./free-place";

it("begins above the thumb's bar on a phone, and in the corner elsewhere", () => {
  expect(places({ width: 358, height: 48 }, { width: 390, height: 844 })[0]).toEqual({ left: 16, top: 844 - 48 - 88 });
  expect(places({ width: 344, height: 48 }, { width: 1440, height: 900 })[0]).toEqual({ left: 16, top: 900 - 48 - 16 });
});

it("keeps every place on the screen", () => {
  for (const view of [{ width: 390, height: 844 }, { width: 1024, height: 768 }, { width: 1440, height: 900 }]) {
    const size = { width: Math.min(344, view.width - 32), height: 150 };
    for (const { left, top } of places(size, view)) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + size.width).toBeLessThanOrEqual(view.width);
      expect(top + size.height).toBeLessThanOrEqual(view.height);
    }
  }
});
