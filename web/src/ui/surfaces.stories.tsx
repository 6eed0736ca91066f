import type { Meta, StoryObj } from "@storybook/react-vite";
import { Hourglass } from "lucide-react";

import { Button } from "./button";
import { Card, Sheet } from "./card";
import { Figure, Figures } from "./figure";
import { Note } from "./note";
import { SpeciesIcon } from "./species-icon";
import { EmptyState, ErrorState, Loading, Skeleton } from "./states";
import { Cell, HeadCell, Row, Table } from "./table";
import { Tag } from "./tag";

const meta: Meta = { title: "ui/Surfaces" };
export default meta;

export const Cards: StoryObj = {
  render: () => (
    <div className="grid w-full grid-cols-2 gap-3">
      <Card className="flex items-center gap-3 px-4 py-3.5">
        <SpeciesIcon species="cat" size={40} />
        <div className="min-w-0 flex-1">
          <p className="type-h3">Max</p>
          <p className="type-small text-ink-2">Korthaar, 11 j, <span className="mono">5,8 kg</span></p>
        </div>
        <Tag tone="amber" icon={<Hourglass size={13} />}>12 min</Tag>
      </Card>
      <Card isSelected className="p-4">Gekozen</Card>
      <Sheet className="p-4">Blad: wat je nu doet</Sheet>
      <Card kind="well" className="p-4">Kuil</Card>
    </div>
  ),
};

export const Lines: StoryObj = {
  render: () => (
    <Table label="Regels van de rekening">
      <thead><Row><HeadCell>Regel</HeadCell><HeadCell>Btw</HeadCell><HeadCell isNumber>Prijs</HeadCell></Row></thead>
      <tbody>
        <Row><Cell><b>Consult</b></Cell><Cell className="text-ink-2">21%</Cell><Cell isNumber>54,50</Cell></Row>
        <Row><Cell><b>Benakor 5 mg</b></Cell><Cell className="text-ink-2">9%</Cell><Cell isNumber>18,60</Cell></Row>
      </tbody>
    </Table>
  ),
};

export const States: StoryObj = {
  render: () => (
    <div className="grid w-full gap-3 wide:grid-cols-3">
      <EmptyState picture={<SpeciesIcon species="rabbit" size={44} />} title="Niemand wacht" action={<Button size="s">Voeg een inloper toe</Button>}>De volgende is Guus om 10:40.</EmptyState>
      <ErrorState title="Geen prijzen uit Animana" action={<Button size="s">Opnieuw lezen</Button>}>Laatst gelezen 09:58. Je kunt door, de prijzen volgen.</ErrorState>
      <Loading label="Wordt geladen" className="flex flex-col gap-3 rounded-sheet bg-surface p-4 shadow-1">
        <Skeleton className="size-11 rounded-[30%]" />
        <Skeleton className="w-[70%]" />
        <Skeleton className="w-[90%]" />
        <Skeleton className="w-1/2" />
      </Loading>
    </div>
  ),
};

export const Notes: StoryObj = {
  render: () => (
    <div className="flex w-full flex-col gap-2">
      <Note tone="red"><b>Meloxor is geblokkeerd.</b> Creatinine 187 op 23 november.</Note>
      <Note tone="green"><b>10:00 is vrij</b> voor Noor en kamer 2.</Note>
      <Note tone="purple"><b>Noor wil hem spreken</b> over Kees.</Note>
      <Note tone="amber">Niet opgeslagen sinds 09:40.</Note>
      <Note tone="blue">15:40 bij Lotte houden we vast.</Note>
      <Note>Goedkeuren maakt de praktijk aan.</Note>
    </div>
  ),
};

export const Numbers: StoryObj = {
  render: () => (
    <Figures>
      <Figure value="2" label="uitslagen ongelezen" />
      <Figure value="1" label="notitie niet ondertekend" tone="amber" />
      <Figure value="12" unit="min" label="gemiddeld consult" />
    </Figures>
  ),
};
