import { useTranslation } from "react-i18next";

import type { Part } from "@/features/records/api";
import { FORMS, toValues, type FormField, type FormValues, type OrderKind } from "@/features/records/part-forms";
import type { RemovalClash } from "@/features/records/use-removal";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";

export interface PartClashNoteProps {
  text: string;
  theirs: string;
  mine: string;
  /** What differs, a line each. */
  lines?: readonly string[];
  isBusy?: boolean;
  className?: string;
  onSettle: (whose: "mine" | "theirs") => void;
}

/** Somebody else was first in the same part, or took it out: both are shown, and this person chooses. */
export function PartClashNote({ text, theirs, mine, lines = [], isBusy = false, className, onSettle }: PartClashNoteProps) {
  return (
    <Note tone="amber" role="alert" className={className}>
      <p>{text}</p>
      {lines.length > 0 && <ul className="mt-1">{lines.map((line) => <li key={line}>{line}</li>)}</ul>}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="s" onClick={() => onSettle("theirs")}>{theirs}</Button>
        <Button size="s" isBusy={isBusy} onClick={() => onSettle("mine")}>{mine}</Button>
      </div>
    </Note>
  );
}

/** What stands now beside what was typed, of the fields where they differ; without `mine`, all that stands. */
export function useClashLines() {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  const shown = ({ name, type }: FormField, values: FormValues): string => {
    const value = (values[name] ?? "").trim();
    if (value === "") return t("changes.empty");
    return type === "date" ? f.date(value) : value;
  };
  return (kind: OrderKind, theirs: Part["body"], mine?: FormValues): string[] => {
    const now = toValues(kind, { id: "", ...theirs });
    return FORMS[kind].flatMap((field) => {
      const label = t(`part.${field.name}`);
      if (!mine) return now[field.name] ? [`${label}: ${shown(field, now)}`] : [];
      if ((now[field.name] ?? "").trim() === (mine[field.name] ?? "").trim()) return [];
      return [t("parts.line", { label, theirs: shown(field, now), mine: shown(field, mine) })];
    });
  };
}

export interface RemovalClashesProps {
  clashes: readonly RemovalClash[];
  onSettle: (clash: RemovalClash, whose: "mine" | "theirs") => void;
}

/** Parts that were to go, and that a colleague changed since they were read. */
export function RemovalClashes({ clashes, onSettle }: RemovalClashesProps) {
  const { t } = useTranslation("w-consult");
  const linesOf = useClashLines();
  return clashes.map((clash) => (
    <PartClashNote
      key={clash.partId}
      text={t("parts.removal", { name: clash.name })}
      lines={clash.kind === "diagnoses" ? [diagnosisLine(clash.theirs, t)] : linesOf(clash.kind, clash.theirs)}
      theirs={t("parts.leave")}
      mine={t("parts.removeStill")}
      onSettle={(whose) => onSettle(clash, whose)}
    />
  ));
}

export function diagnosisLine(body: Part["body"], t: (key: string) => string): string {
  if (!("text" in body)) return "";
  return `${body.text}, ${t(body.kind === "final" ? "diagnoses.certain" : "diagnoses.provisional")}`;
}
