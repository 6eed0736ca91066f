import type { Meta, StoryObj } from "@storybook/react-vite";
import { LogOut, Settings } from "lucide-react";
import { useState } from "react";

import { Button } from "./button";
import { Dialog } from "./dialog";
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLine } from "./menu";
import { Popover } from "./popover";
import { Term } from "./term";
import { Toast } from "./toast";

const meta: Meta = { title: "ui/Floating" };
export default meta;

const TEXTS = { undo: "Ongedaan maken", retry: "Opnieuw proberen", dismiss: "Wegdoen", undoKeys: "Ctrl Z" };
const nothing = (): void => undefined;

export const Toasts: StoryObj = {
  render: () => (
    <ul className="flex w-full flex-col gap-2">
      <Toast toast={{ id: "1", kind: "done", text: "Saar verzet naar 11:40, Tim. De eigenaar heeft een sms.", seconds: 10, undo: nothing }} texts={TEXTS} onUndo={nothing} onDismiss={nothing} />
      <Toast toast={{ id: "2", kind: "failed", text: "Niet opgeslagen. De lijn viel weg; je tekst staat hier nog.", seconds: 0, retry: nothing }} texts={TEXTS} onUndo={nothing} onDismiss={nothing} />
    </ul>
  ),
};

function Ask() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Afzeggen…</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Afspraak van Saar afzeggen?"
        closeLabel="Sluiten"
        size="s"
        footer={<><Button onClick={() => setOpen(false)}>Laat staan</Button><Button tone="danger" onClick={() => setOpen(false)}>Zeg af</Button></>}
      >
        De eigenaar krijgt een sms, de plek komt vrij.
      </Dialog>
    </>
  );
}

export const Modal: StoryObj = { render: () => <Ask /> };

function Corner() {
  const [language, setLanguage] = useState<"nl" | "en">("nl");
  return (
    <Menu trigger={<Button>Menu</Button>} align="start">
      <MenuHeading>Noor Haas</MenuHeading>
      <MenuItem icon={<Settings size={15} />} onSelect={nothing}>Instellingen</MenuItem>
      <MenuLine />
      <MenuChoice value={language} onChange={setLanguage} options={[{ value: "nl", label: "Nederlands" }, { value: "en", label: "Engels" }]} />
      <MenuLine />
      <MenuItem icon={<LogOut size={15} />} onSelect={nothing} tone="stop">Uitloggen</MenuItem>
    </Menu>
  );
}

export const Menus: StoryObj = { render: () => <Corner /> };
export const Popovers: StoryObj = { render: () => <Popover label="Reden" trigger={<Button>Waarom?</Button>}>Tim heeft dan vrij; Noor kan om 11:40.</Popover> };
export const Terms: StoryObj = { render: () => <Term meaning="Bezoeken die in deze dagen zijn afgerond.">Bezoeken</Term> };
