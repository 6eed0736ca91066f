import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState, type CSSProperties } from "react";

import { Separator } from "./separator";

const meta: Meta<typeof Separator> = { title: "ui/Separator", component: Separator };
export default meta;

function Panes() {
  const [width, setWidth] = useState(240);
  return (
    <div data-panels style={{ "--list": `${width}px` } as CSSProperties} className="flex h-40 w-[640px]">
      <div className="w-(--list) rounded-md bg-sunken p-3">Gesprekken</div>
      <Separator label="Breedte van de gesprekken" panel="list" value={width} min={160} max={400} side="start" onKeep={setWidth} onReset={() => setWidth(240)} />
      <div className="flex-1 rounded-md bg-surface p-3 shadow-1">Gesprek</div>
    </div>
  );
}

export const BetweenPanes: StoryObj = { render: () => <Panes /> };
