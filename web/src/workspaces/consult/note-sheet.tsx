import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { LongText } from "@/features/records/long-text";
import type { NoteField } from "@/features/records/rules";
import type { NoteDesk } from "@/features/records/use-note";
import { cn } from "@/lib/cn";
import { Note } from "@/ui/note";

import { Diagnoses } from "./diagnoses";
import type { PartsDesk } from "./use-parts-desk";
import type { VitalsDesk } from "./use-vitals";
import { VitalSigns } from "./vital-signs";
import type { WeightDoubtDesk } from "./weight-doubt";

export interface NoteSheetProps {
  record: RecordView;
  note: NoteDesk;
  vitals: VitalsDesk;
  diagnoses: PartsDesk["diagnoses"];
  isSigned: boolean;
  doubt: WeightDoubtDesk;
  /** The animal's weight is said in grams. */
  isInGrams: boolean;
  /** What the weight of this visit was mended to after the signature. */
  corrected: number | null;
}

/** The note in the centre: what the owner says, what is seen, what it means, what is done; then what the owner reads. */
export function NoteSheet({ record, note, vitals, diagnoses, isSigned, doubt, isInGrams, corrected }: NoteSheetProps) {
  const { t } = useTranslation("w-consult");
  return (
    <div className="flex flex-col gap-5">
      {note.merged.length > 0 && !isSigned && <Note tone="amber" role="status">{t("merged")}</Note>}
      <Part letter="S" field="subjective" {...{ record, note, isSigned }} />
      <Part letter="O" field="objective" {...{ record, note, isSigned }}>
        <VitalSigns {...{ vitals, isSigned, doubt, isInGrams, corrected }} />
      </Part>
      <Part letter="A" field="assessment" {...{ record, note, isSigned }}>
        <Diagnoses record={record} desk={diagnoses} isSigned={isSigned} />
      </Part>
      <Part letter="P" field="plan" {...{ record, note, isSigned }} />
      {(!isSigned || record.summary_for_owner) && <Part letter="" field="summary_for_owner" {...{ record, note, isSigned }} />}
    </div>
  );
}

interface PartProps extends Omit<NoteSheetProps, "vitals" | "diagnoses" | "doubt" | "isInGrams" | "corrected"> {
  letter: string;
  field: NoteField;
  children?: React.ReactNode;
}

function Part({ letter, field, record, note, isSigned, children }: PartProps) {
  const { t } = useTranslation("w-consult");
  const label = t(`note.${field}`);
  const isForOwner = field === "summary_for_owner";
  return (
    <section aria-label={label} className={cn("grid grid-cols-[22px_minmax(0,1fr)] gap-x-3", isForOwner && "border-t border-line pt-4", isForOwner && !isSigned && note.text(field).trim() === "" && "print:hidden")}>
      <span aria-hidden="true" title={label} className="font-head text-[22px] leading-6 text-ink-3">{letter}</span>
      <div className="flex min-w-0 flex-col gap-2.5">
        {isForOwner && <h2 className="type-label text-ink-2">{label}</h2>}
        {children}
        {isSigned ? (
          record[field] ? <LongText text={record[field]} className="min-h-6" /> : <p className="type-note min-h-6 text-ink-3">{t("note.nothing")}</p>
        ) : (
          <>
            <textarea
              aria-label={label}
              placeholder={t(`hint.${field}`)}
              value={note.text(field)}
              onChange={(event) => note.write(field, event.target.value)}
              onBlur={() => void note.flush()}
              maxLength={20_000}
              rows={isForOwner ? 2 : 3}
              className="type-note -mx-2 -my-1 block min-h-[3lh] resize-none rounded-md bg-transparent px-2 py-1 [field-sizing:content] placeholder:text-ink-3 hover:bg-hover focus-visible:bg-transparent focus-visible:outline-2 focus-visible:outline-offset-0"
            />
            {/* A field is cut where the page ends; on paper what is in it stands as text. */}
            <p className="type-note hidden whitespace-pre-wrap [overflow-wrap:anywhere] print:block">{note.text(field)}</p>
          </>
        )}
      </div>
    </section>
  );
}
