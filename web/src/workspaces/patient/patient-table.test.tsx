import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { PatientLine } from "@/api/types";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { renderScreen } from "@/test-render";

import { PatientTable } from "./patient-table";

const line = (name: string): PatientLine => ({ id: name, name, species: "dog", breed: "", sex: "female", neutered: null, born_on: null, born_is_estimate: false, client_id: `of-${name}`, client_name: `Baas van ${name}`, city: "", alert: "", last_visit_at: null, next_visit_at: null, photo_url: null, state: "active", version: 1 });

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "De Zwaluwhof", entries: [], current: "patient", href: (key, ...rest) => `/p/zwaluwhof/${[key, ...rest].join("/")}`, go: () => undefined };

test("a click anywhere on a line focuses its patient, and the arrows go on from there", async () => {
  const onSelect = vi.fn();
  renderScreen(<MapProvider value={map}><PatientTable lines={[line("Bella"), line("Max")]} zone="Europe/Amsterdam" selectedId={null} onSelect={onSelect} /></MapProvider>);
  await userEvent.click(await screen.findByText("Baas van Bella"));
  expect(screen.getByRole("link", { name: "Bella" })).toHaveFocus();
  await userEvent.keyboard("{ArrowDown}");
  expect(screen.getByRole("link", { name: "Max" })).toHaveFocus();
  expect(onSelect).toHaveBeenLastCalledWith("Max");
  await userEvent.keyboard("{ArrowDown}{ArrowUp}");
  expect(screen.getByRole("link", { name: "Bella" })).toHaveFocus();
});
