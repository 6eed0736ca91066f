import { useTranslation } from "react-i18next";

import type { MergeChoice, MergeField, MergePreview, MergeTally } from "@/api/types";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";

const WORDS = new Set(["true", "false", "nl", "en", "male", "female", "unknown", "active", "archived", "deceased"]);

/** A field's value as a person reads it. */
export function useFieldText(): (field: string, value: MergeField["kept"]) => string {
  const { t } = useTranslation("w-patient");
  const f = useFormats();
  return (field, value) => {
    if (value === null || value === "") return t("merge.none");
    if (field === "born_on" && typeof value === "string") return f.date(value);
    if (field === "weight_grams" && typeof value === "number") return f.weight(value);
    if ((typeof value === "boolean" || field === "sex" || field === "locale" || field === "state") && WORDS.has(String(value))) return t(`merge.value.${String(value)}`);
    return String(value);
  };
}

/** "3 appointments, 2 records": what there is none of is not named. */
export function useTallyText(): (tallies: readonly MergeTally[]) => string {
  const { t } = useTranslation("w-patient");
  const f = useFormats();
  return (tallies) => f.list(tallies.filter((one) => one.count > 0).map((one) => t(`merge.what.${one.what}`, { count: one.count })));
}

export interface MergeFieldsProps {
  seen: MergePreview;
  chosen: Readonly<Record<string, MergeChoice>>;
  onChoose: (field: string, choice: MergeChoice) => void;
}

/** Field by field where the two differ, and which of the two stays. */
export function MergeFields({ seen, chosen, onChoose }: MergeFieldsProps) {
  const { t } = useTranslation("w-patient");
  const differing = seen.fields.filter((field) => field.choices.length > 1);
  const equal = seen.fields.length - differing.length;
  if (differing.length === 0) return <p className="text-ink-2">{t("merge.allEqual")}</p>;
  return (
    <section aria-label={t("merge.differ")} className="flex flex-col gap-2.5">
      {differing.map((field) => (
        <FieldChoice key={field.field} field={field} choice={chosen[field.field] ?? field.suggested} onChoose={(choice) => onChoose(field.field, choice)} />
      ))}
      {equal > 0 && <p className="type-small text-ink-3">{t("merge.equal", { count: equal })}</p>}
    </section>
  );
}

function FieldChoice({ field, choice, onChoose }: { field: MergeField; choice: MergeChoice; onChoose: (choice: MergeChoice) => void }) {
  const { t } = useTranslation("w-patient");
  const text = useFieldText();
  const name = t(`merge.field.${field.field}`);
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className="type-small mb-1 p-0 text-ink-2">{name}</legend>
      <div className="grid gap-1.5 tablet:grid-cols-2">
        {field.choices.map((one) => {
          const said = one === "both" ? t("merge.both") : text(field.field, field[one]);
          const isEmpty = one !== "both" && (field[one] === null || field[one] === "");
          return (
            <label key={one} className={cn("relative flex min-h-8 items-start gap-2 rounded-md px-2.5 py-1.5 shadow-quiet hover:bg-hover has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-1", one === choice && "bg-selected", one === "both" && "tablet:col-span-2")}>
              <input type="radio" name={`merge-${field.field}`} checked={one === choice} onChange={() => onChoose(one)} className="mt-0.5 flex-none accent-blue-fill" />
              <span className={cn("min-w-0 whitespace-pre-line break-words", isEmpty && "text-ink-3")}>{said}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
