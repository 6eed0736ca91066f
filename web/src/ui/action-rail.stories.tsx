import type { Meta, StoryObj } from "@storybook/react-vite";
import { Stethoscope } from "lucide-react";

import type { RailAction } from "@/lib/actions";

import { ActionRail } from "./action-rail";

const meta: Meta<typeof ActionRail> = { title: "ui/ActionRail", component: ActionRail };
export default meta;

const run = (): void => undefined;
const ACTIONS: readonly RailAction[] = [
  { slot: 2, label: "Verzetten", run },
  { slot: 3, label: "Vervolg boeken", run },
  { slot: 4, label: "Start consult", run, isPrimary: true, icon: Stethoscope },
  { slot: 5, label: "Bericht aan eigenaar", run },
  { slot: 9, label: "Overdragen", run, unavailable: "Voor 11:10 is geen andere arts vrij" },
];

export const Column: StoryObj = { render: () => <div className="w-[216px]"><ActionRail label="Wat je nu kunt doen" subject="Max, volgende patiënt" actions={ACTIONS} /></div> };
export const Strip: StoryObj = { render: () => <div className="w-full"><ActionRail label="Wat je nu kunt doen" actions={ACTIONS} layout="strip" /></div> };
export const WithPins: StoryObj = { render: () => <div className="w-[216px]"><ActionRail label="Wat je nu kunt doen" actions={ACTIONS} pinOf={({ slot, label }) => ({ isOn: slot === 3, label: `${label} bij de hand houden`, toggle: run })} /></div> };
