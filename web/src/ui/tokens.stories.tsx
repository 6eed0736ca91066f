import type { Meta, StoryObj } from "@storybook/react-vite";

const meta: Meta = { title: "Tokens" };
export default meta;

const GROUNDS = ["bg-paper", "bg-sunken", "bg-surface", "bg-raised", "bg-selected"];
const HUES = [
  ["bg-blue", "bg-blue-fill", "bg-blue-tint"],
  ["bg-green", "bg-green-fill", "bg-green-tint"],
  ["bg-purple", "bg-purple-fill", "bg-purple-tint"],
  ["bg-amber", "bg-amber-fill", "bg-amber-tint"],
  ["bg-red", "bg-red-fill", "bg-red-tint"],
];

export const Colours: StoryObj = {
  render: () => (
    <>
      <div className="flex gap-2">{GROUNDS.map((ground) => <div key={ground} className={`size-16 rounded-md shadow-1 ${ground}`} />)}</div>
      {HUES.map((hue) => <div key={hue[0]} className="flex gap-2">{hue.map((step) => <div key={step} className={`h-10 w-24 rounded-md ${step}`} />)}</div>)}
    </>
  ),
};

export const Type: StoryObj = {
  render: () => (
    <>
      <p className="type-display">Vijf gezien, negen te gaan.</p>
      <p className="type-h1">Drie wachten, de langste 18 minuten.</p>
      <p className="type-h2">De Zwaluwhof</p>
      <p className="type-h3">Voor de lunch</p>
      <p className="type-read">Drinkt veel sinds drie weken. <span className="text-ink-2">Bloed van gisteren is binnen.</span></p>
      <p>Basis 13/18 <span className="mono">10:24</span></p>
      <p className="type-small text-ink-2">Klein 12/16</p>
      <p className="type-label text-ink-3">Label</p>
      <p className="type-figure">€ 62,50</p>
    </>
  ),
};
