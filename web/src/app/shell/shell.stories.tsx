import type { Meta, StoryObj } from "@storybook/react-vite";
import { Stethoscope } from "lucide-react";
import { useMemo } from "react";
import { createMemoryRouter, RouterProvider, type RouteObject } from "react-router";

import { signedIn } from "@/api/session";
import { Providers } from "@/app/providers";
import { WORKSPACES } from "@/app/workspaces";
import { useActions } from "@/lib/actions";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { noor, sessionOf } from "@/test-person";
import { Figure, Figures } from "@/ui/figure";

import { Frame } from "./frame";
import { OwnerShell } from "./owner-shell";

const meta: Meta = { title: "shell/Shells", parameters: { isWholePage: true } };
export default meta;

signedIn(sessionOf(noor()));

const nothing = (): void => undefined;

function Workspace() {
  useCrumb({ key: "bella", title: "Bella", icon: "patient", isUnsaved: true });
  const actions = useMemo(
    () =>
      [
        { slot: 2, label: "Verzetten", run: nothing },
        { slot: 3, label: "Vervolg boeken", run: nothing },
        { slot: 4, label: "Start consult", run: nothing, isPrimary: true, icon: Stethoscope },
        { slot: 5, label: "Bericht aan eigenaar", run: nothing },
        { slot: 9, label: "Overdragen", run: nothing, unavailable: "Voor 11:10 is geen andere arts vrij" },
      ] as const,
    [],
  );
  useActions(actions, "Max, volgende patiënt");
  return (
    <div className="flex flex-wrap justify-between gap-6 pt-2">
      <h1 className="type-h1">Vijf gezien, negen te gaan. <span className="text-ink-2">Je loopt 7 minuten uit.</span></h1>
      <Figures>
        <Figure value="2" label="uitslagen ongelezen" />
        <Figure value="12" unit="min" label="gemiddeld consult" />
      </Figures>
    </div>
  );
}

const MAP: PracticeMap = {
  slug: "zwaluwhof",
  practiceName: "Dierenkliniek Zwaluwhof, Merelveen",
  entries: WORKSPACES.map(({ key, place, icon }) => ({ key, place, icon, title: key, href: `/${key}` })),
  current: "patient",
  href: () => null,
  go: nothing,
};

function Around({ routes }: { routes: RouteObject[] }) {
  const router = useMemo(() => createMemoryRouter(routes), [routes]);
  return <Providers><RouterProvider router={router} /></Providers>;
}

const STAFF: RouteObject[] = [{ path: "/", element: <MapProvider value={MAP}><Frame map={MAP}><Workspace /></Frame></MapProvider> }];
const OWNER: RouteObject[] = [{ element: <OwnerShell />, children: [{ path: "/", element: <h1 className="type-display p-6">Wie kan Bella zien?</h1> }] }];

export const Staff: StoryObj = { render: () => <Around routes={STAFF} /> };
export const Owner: StoryObj = { render: () => <Around routes={OWNER} /> };
