import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import type { ResourceView } from "@/api/types";
import { setupOf } from "@/features/settings/setup";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { renderScreen } from "@/test-render";

import { Setup } from "./setup";

const map: PracticeMap = { slug: "z", practiceName: "Z", entries: [], current: "today", href: (key, ...rest) => ["/p/z", key, ...rest].join("/"), go: () => undefined };
const cas: ResourceView = { id: "cas", kind: "vet", name: "Cas Nieuw", user_id: null, colour: "", sort: 0, active: true, has_hours: false, version: 1 };
const show = (resources: ResourceView[], photos: { id: string }[] = []) =>
  renderScreen(<MapProvider value={map}><Setup setup={setupOf({ hours: [{ weekday: 1 }], resources, types: [{ active: true, online: true, resource_ids: ["cas"] }], photos })} /></MapProvider>);

test("a practice that begins reads what to do, what is done, and where it is done", async () => {
  show([]);
  expect(await screen.findByRole("region", { name: "Zo kunnen eigenaren boeken" })).toBeVisible();
  expect(screen.getByRole("link", { name: /Openingstijden, gedaan/ })).toHaveAttribute("href", "/p/z/settings/hours");
  expect(screen.getByRole("link", { name: /werkuren, nog te doen.*Begin hier/ })).toHaveAttribute("href", "/p/z/settings/resources/new");
  expect(screen.getByRole("link", { name: /Afspraaksoorten, gedaan/ })).toHaveAttribute("href", "/p/z/settings/types");
  expect(screen.getByRole("link", { name: /foto van de praktijk, nog te doen/ })).toHaveAttribute("href", "/p/z/settings/profile");
});

test("who joined without hours is named, with the way to give them some", async () => {
  show([cas]);
  expect(await screen.findByRole("link", { name: /Cas Nieuw heeft nog geen werkuren/ })).toHaveAttribute("href", "/p/z/settings/resources/cas");
});

test("a practice that lacks nothing reads nothing of it", () => {
  const { container } = show([{ ...cas, has_hours: true }], [{ id: "f" }]);
  expect(container.querySelector("section")).toBeNull();
});

test("a practice that can be booked reads only what is still to do", async () => {
  show([{ ...cas, has_hours: true }]);
  expect(await screen.findByRole("link", { name: /foto van de praktijk, nog te doen/ })).toBeVisible();
  expect(screen.getAllByRole("link")).toHaveLength(1);
});
