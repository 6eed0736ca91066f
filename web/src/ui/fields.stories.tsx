import type { Meta, StoryObj } from "@storybook/react-vite";
import { Search } from "lucide-react";
import { useState } from "react";

import { Avatar } from "./avatar";
import { Checkbox, SegmentedControl, Switch } from "./choices";
import { Combobox } from "./combobox";
import { Select } from "./select";
import { DateField, PasswordField, TextArea, TextField } from "./text-field";

const meta: Meta = { title: "ui/Fields" };
export default meta;

export const Text: StoryObj = {
  render: () => (
    <div className="grid w-full grid-cols-2 items-start gap-x-[18px] gap-y-3.5">
      <TextField label="Eigenaar" placeholder="Naam, chip, telefoon" icon={<Search size={15} />} />
      <TextField label="Gewicht" defaultValue="23.4" isMono end="kg" />
      <TextField label="Chip" defaultValue="528 000 41" isMono error="Een chip heeft 15 cijfers, dit zijn er 8." />
      <Select
        label="Dierenarts"
        defaultValue="noor"
        hint="Haar eigen arts sinds 2021"
        icon={<Avatar name="Noor Haas" size={20} isDecorative />}
        options={[{ value: "noor", label: "Noor" }, { value: "tim", label: "Tim" }]}
      />
      <DateField label="Geboren" defaultValue="2019-09-14" />
      <TextField label="Praktijk" defaultValue="De Zwaluwhof" disabled />
      <PasswordField label="Wachtwoord" defaultValue="voorbeeld" size="l" showLabel="Toon" hideLabel="Verberg" />
      <TextArea label="Moet de dierenarts iets weten?" placeholder="Bijvoorbeeld: ze is bang voor de weegschaal" />
    </div>
  ),
};

const VETS = ["Noor Haas", "Lotte Zandstra", "Tim Oever"].map((name) => ({
  id: name,
  text: name,
  value: name,
  content: <><Avatar name={name} size={20} isDecorative />{name}</>,
}));

function VetCombobox() {
  const [vet, setVet] = useState<string | null>("Noor Haas");
  return (
    <Combobox label="Dierenarts" options={VETS} selectedId={vet} onSelect={(option) => setVet(option?.id ?? null)} emptyText="Niemand met die naam" placeholder="Zoek een dierenarts" className="w-full max-w-xs" />
  );
}

export const SearchedChoice: StoryObj = { render: () => <VetCombobox /> };

function DayOrWeek() {
  const [view, setView] = useState<"day" | "week">("day");
  return <SegmentedControl label="Weergave" value={view} onChange={setView} options={[{ value: "day", label: "Dag" }, { value: "week", label: "Week" }]} />;
}

export const Choices: StoryObj = {
  render: () => (
    <>
      <div className="flex flex-wrap items-center gap-4">
        <Checkbox label="Sms de eigenaar" defaultChecked />
        <Checkbox label="Nuchter" />
        <Checkbox label="Noor" isRound defaultChecked />
        <Switch label="Direct boeken" defaultChecked />
        <DayOrWeek />
      </div>
      <Switch label="Sms een uur van tevoren" hint="naar 06 00 41 72 19" size="l" isEnd defaultChecked className="w-full rounded-card bg-surface p-4 shadow-1" />
    </>
  ),
};
