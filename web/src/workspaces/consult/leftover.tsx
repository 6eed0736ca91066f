import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { NOTE_FIELDS, readVital, VITAL_FIELDS, type VitalField } from "@/features/records/rules";
import type { NoteDesk } from "@/features/records/use-note";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";

import type { PartsDesk } from "./use-parts-desk";
import type { VitalsDesk } from "./use-vitals";

export interface LeftoverProps {
  record: RecordView;
  note: NoteDesk;
  vitals: VitalsDesk;
  diagnoses: PartsDesk["diagnoses"];
  /** Somebody signed elsewhere while the consult was open here. */
  isOvertaken: boolean;
  /** Makes an addendum of it; left out where none may be written. */
  onAdd?: ((text: string) => void) | undefined;
}

/**
 * Somebody signed while this was being typed: it may go into an addendum, and never out of sight by itself. Said also
 * where nothing was left, for the fields went from under the hands; they come to rest on this text and not on a button.
 */
export function Leftover({ record, note, vitals, diagnoses, isOvertaken, onAdd }: LeftoverProps) {
  const { t } = useTranslation("w-consult");
  const [isRead, setRead] = useState(false);
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOvertaken && (document.activeElement ?? document.body) === document.body) told.current?.focus();
  }, [isOvertaken]);
  const left = useLeft(note, vitals, diagnoses);
  if (left.length === 0 && (!isOvertaken || isRead)) return null;
  const discard = (): void => {
    note.discard();
    vitals.discard();
    diagnoses.type("");
    setRead(true);
  };
  const add = (): void => {
    onAdd?.(left.map(({ label, text }) => `${label}: ${text}`).join("\n"));
    discard();
  };
  return (
    <div ref={told} tabIndex={-1} className="mb-5 outline-none">
      <Note tone="amber" role="alert">
        {isOvertaken && <p className="font-semibold">{t("leftover.signed", { name: record.signed_by_name || t("leftover.colleague") })}</p>}
        <p>{t(left.length > 0 ? "leftover.text" : "leftover.nothing")}</p>
        {left.map(({ label, text }) => <p key={label} className="type-note mt-1.5 whitespace-pre-wrap [overflow-wrap:anywhere]"><b>{label}</b>: {text}</p>)}
        <div className="mt-2 flex flex-wrap gap-2">
          {left.length > 0 && onAdd && <Button size="s" onClick={add}>{t("leftover.add")}</Button>}
          <Button size="s" tone={left.length > 0 && onAdd ? "bare" : "plain"} onClick={discard}>{left.length > 0 ? t("leftover.discard") : t("common:action.close")}</Button>
        </div>
      </Note>
    </div>
  );
}

/** What was typed and is not in the record, in the order of the page. */
function useLeft(note: NoteDesk, vitals: VitalsDesk, diagnoses: PartsDesk["diagnoses"]): { label: string; text: string }[] {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  const said = (key: VitalField): string => {
    const value = readVital(key, vitals.typed[key] ?? "");
    return key === "weight_grams" && value != null ? f.weight(value) : `${vitals.typed[key] || t("changes.empty")} ${t(`unit.${key}`)}`;
  };
  const measured = VITAL_FIELDS.filter(({ key }) => vitals.typed[key] !== undefined && readVital(key, vitals.typed[key]) !== (vitals.saved[key] ?? null));
  return [
    ...NOTE_FIELDS.map((field) => ({ label: t(`note.${field}`), text: note.leftover[field] ?? "" })),
    ...measured.map(({ key }) => ({ label: t(`vitals.${key}`), text: said(key) })),
    { label: t("changes.diagnoses"), text: diagnoses.typed.trim() },
  ].filter(({ text }) => text !== "");
}
