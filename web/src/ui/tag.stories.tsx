import type { Meta, StoryObj } from "@storybook/react-vite";
import { Check, Lock, Pencil, TriangleAlert } from "lucide-react";
import { useState } from "react";

import { StatusChain, VISIT_STATES, VisitTag, type VisitState } from "./status-chain";
import { Chip, Tag } from "./tag";
import { TYPE_CATEGORIES, TypeTag } from "./type-tag";

const meta: Meta<typeof Tag> = { title: "ui/Tag", component: Tag };
export default meta;

const NAMES: Record<VisitState, string> = { expected: "Verwacht", arrived: "Aangemeld", waiting: "Wacht 18 min", in_room: "Kamer 2", checkout: "Afrekenen", gone: "Weg" };

export const States: StoryObj = {
  render: () => (
    <div className="flex flex-wrap gap-1">
      {VISIT_STATES.map((state) => <VisitTag key={state} state={state}>{NAMES[state]}</VisitTag>)}
      <Tag tone="red" icon={<TriangleAlert size={13} />}>Allergie</Tag>
      <Tag tone="amber" icon={<Pencil size={13} />}>Niet ondertekend</Tag>
      <Tag tone="green" icon={<Lock size={13} />}>Ondertekend</Tag>
      <Tag>UDA</Tag>
      <Tag tone="green" size="l" icon={<Check size={15} />}>Geldig</Tag>
    </div>
  ),
};

const TYPES = ["Consult", "Enting", "Operatie", "Gebit", "Controle", "Paraveterinair", "Beeld", "Spoed", "Afscheid"];

export const AppointmentTypes: StoryObj = {
  render: () => (
    <>
      <div className="flex flex-wrap gap-1">{TYPE_CATEGORIES.map((category, index) => <TypeTag key={category} category={category}>{TYPES[index] ?? category}</TypeTag>)}</div>
      <div className="flex flex-wrap gap-3">{TYPE_CATEGORIES.map((category, index) => <TypeTag key={category} kind="plain" category={category}>{TYPES[index] ?? category}</TypeTag>)}</div>
    </>
  ),
};

export const Chain: StoryObj = { render: () => <StatusChain state="waiting" names={NAMES} label="Verloop van het bezoek" /> };

function Filters() {
  const [isOn, setOn] = useState(true);
  return (
    <div className="flex gap-1.5">
      <Chip isOn={isOn} onToggle={() => setOn(!isOn)} size="l">Nu open</Chip>
      <Chip isOn={false} onToggle={() => undefined} size="l">Hond</Chip>
      <Chip isOn={false} onToggle={() => undefined}>Avond</Chip>
    </div>
  );
}

export const Chips: StoryObj = { render: () => <Filters /> };
