import type { Meta, StoryObj } from "@storybook/react-vite";
import { Ellipsis, Plus } from "lucide-react";

import { Button, IconButton } from "./button";

const meta: Meta<typeof Button> = { title: "ui/Button", component: Button };
export default meta;

export const Tones: StoryObj = {
  render: () => (
    <div className="flex flex-wrap gap-2">
      <Button tone="main" keyCap="4">Start consult</Button>
      <Button tone="go" keyCap="↵">Boek 11:30</Button>
      <Button>Open dossier</Button>
      <Button tone="bare">Later</Button>
      <Button tone="stop">Afzeggen</Button>
      <Button tone="danger">Verwijder definitief</Button>
      <Button tone="link">Een link</Button>
    </div>
  ),
};

export const Sizes: StoryObj = {
  render: () => (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="s" icon={<Plus size={14} />}>Klein</Button>
      <Button>Gewoon</Button>
      <Button size="l" tone="main">Inloggen</Button>
      <Button size="xl" tone="go">Afspraak maken</Button>
    </div>
  ),
};

export const States: StoryObj = {
  render: () => (
    <div className="flex flex-wrap items-center gap-2">
      <Button disabled>Nu niet</Button>
      <Button tone="main" isBusy>Bezig</Button>
      <Button asChild tone="main"><a href="#link">Link als knop</a></Button>
      <IconButton label="Meer"><Ellipsis size={16} /></IconButton>
      <IconButton label="Meer, groot" size="l"><Ellipsis size={20} /></IconButton>
    </div>
  ),
};
