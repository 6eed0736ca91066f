import { act, renderHook, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useMemo, useState } from "react";
import { expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { useActions } from "@/lib/actions";
import { i18next } from "@/lib/i18n";
import { useEscape } from "@/lib/keys";
import { toast, useToasts } from "@/lib/toasts";
import { useCrumb } from "@/lib/trail";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes } from "@/test-render";

import { StaffShell, WorkspaceGuard } from "./staff-shell";

function signInWith(permissions: string[]): void {
  signedIn(sessionOf(noor(permissions)));
}

interface ScreenProps {
  start: () => void;
  handOver: () => void;
  isUnsaved?: boolean;
}

function Screen({ start, handOver, isUnsaved = true }: ScreenProps) {
  const [isPanelOpen, setPanelOpen] = useState(true);
  useCrumb({ key: "schedule", title: "Agenda", icon: "schedule", isUnsaved });
  useEscape(isPanelOpen, () => setPanelOpen(false));
  useActions(
    useMemo(
      () => [
        { slot: 4, label: "Start consult", run: start, isPrimary: true },
        { slot: 9, label: "Overdragen", run: handOver, unavailable: "Niemand is vrij" },
      ],
      [start, handOver],
    ),
    "Max",
  );
  return (
    <>
      <input type="search" aria-label="Zoek" />
      {isPanelOpen && <p>Paneel</p>}
    </>
  );
}

function renderShell(start = vi.fn(), handOver = vi.fn(), isUnsaved = true) {
  const routes = [
    {
      path: "/p/:slug",
      element: <StaffShell />,
      children: [{ path: "schedule", element: <WorkspaceGuard workspaceKey="schedule" />, children: [{ index: true, element: <Screen start={start} handOver={handOver} isUnsaved={isUnsaved} /> }] }, { path: "today", element: <h1>Naaf</h1> }],
    },
  ];
  renderRoutes(routes, "/p/zwaluwhof/schedule");
  return { start, handOver };
}

it("does what a slot says when its digit is pressed, and not while somebody types", async () => {
  signInWith(["practice.read", "schedule.read"]);
  const { start, handOver } = renderShell();
  await screen.findAllByRole("button", { name: /Start consult/ });
  await userEvent.keyboard("4");
  expect(start).toHaveBeenCalledOnce();
  await userEvent.keyboard("9");
  expect(handOver).not.toHaveBeenCalled();
  await userEvent.type(screen.getByLabelText("Zoek"), "4");
  expect(start).toHaveBeenCalledOnce();
});

it("shows why something is not possible now, and the unsaved screen on the trail", async () => {
  signInWith(["practice.read", "schedule.read"]);
  renderShell();
  const [slot] = await screen.findAllByRole("button", { name: /Overdragen/ });
  expect(slot).toHaveAccessibleDescription("Niemand is vrij");
  expect(screen.getByRole("link", { name: /Agenda.*Niet opgeslagen/ })).toHaveAttribute("aria-current", "page");
});

it("calls the workspaces on the trail by their names in the language of now", async () => {
  signInWith(["practice.read", "schedule.read"]);
  renderShell();
  expect(await screen.findByRole("link", { name: /^Agenda/, current: "page" })).toBeVisible();
  await act(() => i18next.changeLanguage("en"));
  expect(screen.getByRole("link", { name: /^Schedule/, current: "page" })).toBeVisible();
  await act(() => i18next.changeLanguage("nl"));
});

it("closes the innermost thing on Esc: the field, then the panel, then the screen", async () => {
  signInWith(["practice.read", "schedule.read"]);
  renderShell(vi.fn(), vi.fn(), false);
  const field = await screen.findByLabelText("Zoek");
  await userEvent.type(field, "bella{Escape}");
  expect(field).toHaveValue("bella");
  expect(field).not.toHaveFocus();
  expect(screen.getByText("Paneel")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByText("Paneel")).not.toBeInTheDocument();
  expect(field).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(await screen.findByRole("heading", { name: "Naaf" })).toBeVisible();
});

it("stays on a screen with something unsaved, however often Esc is pressed", async () => {
  signInWith(["practice.read", "schedule.read"]);
  renderShell();
  const field = await screen.findByLabelText("Zoek");
  await userEvent.keyboard("{Escape}{Escape}{Escape}");
  expect(field).toBeVisible();
});

it("says so when the role may not enter a workspace of the address", async () => {
  signInWith(["practice.read"]);
  renderShell();
  await waitFor(() => expect(screen.getByText("Dit hoort niet bij jouw rol.")).toBeVisible());
  expect(screen.queryByLabelText("Zoek")).not.toBeInTheDocument();
});

it("says that it is too late to take something back, what it was and where to change it", async () => {
  signInWith(["practice.read", "schedule.read"]);
  toast.clear();
  renderShell();
  await screen.findByText("Paneel");
  toast.dismiss(toast.done("Bella is verzet naar morgen.", vi.fn()));
  await userEvent.keyboard("{Control>}z{/Control}");
  expect(renderHook(() => useToasts()).result.current.map((one) => one.text)).toEqual([expect.stringMatching(/^Te laat voor Ctrl Z.* Bella is verzet naar morgen\. .*agenda/)]);
});
