import type { Meta, StoryObj } from "@storybook/react-vite";

import { Avatar } from "./avatar";
import { ClinicDrawing } from "./clinic-drawing";
import { CareIcon, DeskIcon, HubIcon, LeafIcon, PawIcon, ScalpelIcon, SeatIcon, ToothIcon } from "./icons";
import { KeyCap } from "./key-cap";
import { Logo } from "./logo";
import { SpeciesIcon } from "./species-icon";

const meta: Meta = { title: "ui/Pictures" };
export default meta;

const SPECIES = ["dog", "cat", "rabbit", "guinea_pig", "bird", "reptile", "fish", "horse", "goat", "other"];

export const Animals: StoryObj = {
  render: () => (
    <>
      <div className="flex flex-wrap gap-2">{SPECIES.map((species) => <SpeciesIcon key={species} species={species} size={40} label={species} />)}</div>
      <div className="flex flex-wrap gap-2">{SPECIES.map((species) => <SpeciesIcon key={species} species={species} size={72} />)}</div>
    </>
  ),
};

export const People: StoryObj = {
  render: () => (
    <div className="flex items-center gap-3">
      <Avatar name="Noor Haas" size={32} />
      <Avatar name="Tim Oever" size={32} />
      <Avatar name="Eva Bos" size={32} isPresent />
      <Avatar name="Sanne Dijk" size={48} />
      <span className="type-small text-ink-2">ring: nu hier</span>
    </div>
  ),
};

export const Clinics: StoryObj = {
  render: () => (
    <div className="flex w-full flex-col gap-3">
      {["zwaluwhof", "oudekade", "lindedam", "wilgenweg", "boomklever"].map((slug, index) => (
        <div key={slug} className="h-[84px] w-full overflow-hidden rounded-card shadow-1">
          <ClinicDrawing seed={slug} accent={["blue", "amber", "teal", "purple", "rose"][index]} />
        </div>
      ))}
      <div className="h-[150px] w-[176px] overflow-hidden rounded-card shadow-1"><ClinicDrawing seed="merelveen" shape="tall" accent="green" /></div>
    </div>
  ),
};

export const Marks: StoryObj = {
  render: () => (
    <div className="flex flex-wrap items-center gap-4">
      <Logo />
      <Logo isMarkOnly size={32} />
      <KeyCap>Ctrl K</KeyCap>
      {[HubIcon, DeskIcon, PawIcon, SeatIcon, ToothIcon, ScalpelIcon, CareIcon, LeafIcon].map((Icon, index) => <Icon key={index} size={20} />)}
    </div>
  ),
};
