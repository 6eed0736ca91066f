import { CircleHelp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";

import { doubtsAbout, type AnimalFacts, type Doubt } from "./plausible";

/**
 * Asks about what is unlikely before it is saved. `facts` are what the form holds now: a question goes when its cause was
 * mended, what was said to be right is not asked again, and another value is asked about anew.
 */
export function useDoubts(facts: AnimalFacts, today: string) {
  const [isAsked, setAsked] = useState(false);
  const [accepted, setAccepted] = useState("");
  const doubts = doubtsAbout(facts, today);
  const key = JSON.stringify([facts.species, doubts]);
  const isFine = doubts.length === 0 || key === accepted;
  return {
    asked: isAsked && !isFine ? doubts : [],
    /** False when there is something to ask first, which is then on the screen. `isSure`: the person has just said so. */
    mayGoOn: (isSure = false): boolean => {
      if (isSure) setAccepted(key);
      setAsked(!isSure);
      return isFine || isSure;
    },
  };
}

export interface DoubtsProps {
  doubts: readonly Doubt[];
  species: string;
  onSure: () => void;
}

/** "Is that right?", with the way to say yes; mending the field is the other answer. */
export function Doubts({ doubts, species, onSure }: DoubtsProps) {
  const { t } = useTranslation(["patients", "common"]);
  const f = useFormats();
  if (doubts.length === 0) return null;
  const kind = t(`common:species.${species}`);
  const text = (doubt: Doubt): string => {
    if (doubt.kind === "nothing") return t("doubt.nothing");
    return doubt.kind === "old" ? t("doubt.old", { kind, count: doubt.years }) : t(`doubt.${doubt.kind}`, { kind, weight: f.weight(doubt.grams) });
  };
  return (
    <Note tone="amber" icon={CircleHelp} role="alert">
      <p className="font-semibold">{t("doubt.title")}</p>
      <ul className="mt-0.5 flex flex-col">{doubts.map((doubt) => <li key={doubt.kind}>{text(doubt)}</li>)}</ul>
      <Button className="mt-2" size="s" onClick={onSure}>{t("doubt.yes")}</Button>
    </Note>
  );
}
