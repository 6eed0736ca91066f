import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { Member } from "@/api/types";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { EndDialog } from "./end-dialog";

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "settings", href: (key) => `/p/zwaluwhof/${key}`, go: () => undefined };
const S = "/api/staff/zwaluwhof";
const anna = { id: "m1", user_id: "u9", first_name: "Anna", last_name: "Bakker" } as Member;
const column = { id: "v9", kind: "vet", name: "Anna Bakker", user_id: "u9", colour: "", sort: 0, active: true, has_hours: true, version: 1 };
const bella = { id: "a1", state: "confirmed", starts_at: "2026-11-30T09:00:00Z", ends_at: "2026-11-30T09:20:00Z", patient_id: "p1", patient_name: "Bella", species: "dog", client_name: "Sanne de Vries", vet_name: "Anna Bakker" };
const show = () => {
  const onEnd = vi.fn(() => Promise.resolve());
  renderScreen(<MapProvider value={map}><EndDialog member={anna} onEnd={onEnd} onClose={() => undefined} /></MapProvider>);
  return onEnd;
};

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "staff.manage"]))));

it("says before a vet is let go which visits still stand under their name, and where they are", async () => {
  const asked = stubServer({
    [`GET ${S}/resources`]: { body: { items: [column], is_cut: false } },
    [`GET ${S}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`POST ${S}/opening-hours/displaced`]: { body: { items: [bella], appointments: 12, requests: 0 } },
  });
  const onEnd = show();
  expect(await screen.findByText("12 afspraken staan nog op deze naam.")).toBeVisible();
  expect(within(screen.getByRole("list", { name: "Wat er dan nog staat" })).getByRole("link", { name: /Bella Sanne de Vries.*10:00/ })).toHaveAttribute("href", "/p/zwaluwhof/schedule?day=2026-11-30&selected=a1");
  expect(screen.getByRole("link", { name: /Bekijk ze in de agenda/ })).toHaveAttribute("href", "/p/zwaluwhof/schedule?span=week&vet=v9&day=2026-11-30");
  expect(await asked.find((request) => request.method === "POST")?.json()).toEqual({ leaving: "v9" });
  expect(onEnd).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Toch laten gaan" }));
  expect(onEnd).toHaveBeenCalledWith(anna);
});

it("lets go of whoever has nobody standing under their name in one press", async () => {
  stubServer({ [`GET ${S}/resources`]: { body: { items: [], is_cut: false } }, [`GET ${S}/profile`]: { body: { zone: "Europe/Amsterdam" } } });
  const onEnd = show();
  const letGo = screen.getByRole("button", { name: "Laten gaan" });
  expect(letGo).toBeDisabled();
  await vi.waitFor(() => expect(letGo).toBeEnabled());
  await userEvent.click(letGo);
  expect(onEnd).toHaveBeenCalledWith(anna);
});
