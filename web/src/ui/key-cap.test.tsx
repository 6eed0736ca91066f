import { render } from "@testing-library/react";
import { expect, it } from "vitest";

import { KeyCap } from "./key-cap";

it("a key is absent on small screens and where a finger points, also beside classes of its place", () => {
  const { container } = render(<KeyCap className="bg-surface">4</KeyCap>);
  expect(container.querySelector("kbd")).toHaveClass("max-tablet:hidden", "pointer-coarse:hidden");
});
