import { beforeEach, expect, it, vi } from "vitest";

import { aimSlide, zoomIn, zoomOut } from "./slide";

const root = document.documentElement;
const aimed = () => [root.style.getPropertyValue("--slide-x"), root.style.getPropertyValue("--slide-y"), root.dataset["zoom"]];
const wantsMotion = (isReduced: boolean) => vi.stubGlobal("matchMedia", () => ({ matches: isReduced }));

beforeEach(() => {
  document.body.innerHTML = '<a data-well="schedule"></a>';
  wantsMotion(false);
});

it("slides towards the place, and stands still for who wants no motion", () => {
  aimSlide({ x: 0, y: 0 }, { x: 2, y: -1 });
  expect(aimed()).toEqual(["1", "-1", undefined]);
  wantsMotion(true);
  aimSlide({ x: 0, y: 0 }, { x: 2, y: -1 });
  expect(aimed()).toEqual(["0", "0", undefined]);
});

it("shrinks into the miniature on the hub, and slides where there is none", () => {
  zoomOut("schedule");
  aimSlide({ x: -1, y: 0 }, { x: 0, y: 0 });
  expect(aimed()).toEqual(["0", "0", "out"]);
  expect(document.querySelector("[data-canvas-in-small]")).not.toBeNull();
  zoomOut("settings");
  aimSlide({ x: 0, y: 2 }, { x: 0, y: 0 });
  expect(aimed()).toEqual(["0", "-1", undefined]);
});

it("grows out of the miniature that was pressed, once", () => {
  const well = document.querySelector<HTMLElement>("a");
  if (well) zoomIn(well);
  aimSlide({ x: 0, y: 0 }, { x: -1, y: 0 });
  expect(aimed()).toEqual(["0", "0", "in"]);
  aimSlide({ x: -1, y: 0 }, { x: 0, y: 0 });
  expect(aimed()).toEqual(["1", "0", undefined]);
});
