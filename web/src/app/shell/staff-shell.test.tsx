import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useMemo } from "react";
import { expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { useActions } from "@/lib/actions";
import { useCrumb } from "@/lib/trail";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes } from "@/test-render";

import { StaffShell, WorkspaceGuard } from "./staff-shell";

function signInWith(permissions: string[]): void {
  signedIn(sessionOf(noor(permissions)));
}

function Screen({ start, handOver }: { start: () => void; handOver: () => void }) {
  useCrumb({ key: "schedule", title: "Agenda", icon: "schedule", isUnsaved: true });
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
  return <input aria-label="Zoek" />;
}

function renderShell(start = vi.fn(), handOver = vi.fn()) {
  const routes = [
    {
      path: "/p/:slug",
      element: <StaffShell />,
      children: [{ path: "schedule", element: <WorkspaceGuard workspaceKey="schedule" />, children: [{ index: true, element: <Screen start={start} handOver={handOver} /> }] }],
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

it("says so when the role may not enter a workspace of the address", async () => {
  signInWith(["practice.read"]);
  renderShell();
  await waitFor(() => expect(screen.getByText("Dit hoort niet bij jouw rol.")).toBeVisible());
  expect(screen.queryByLabelText("Zoek")).not.toBeInTheDocument();
});
