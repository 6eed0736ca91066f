import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { useDialogDraft } from "@/features/identity/dialog-draft";
import { blank, FORMS, formErrors, partsOf, toPart, toValues, type FormError, type FormField, type FormValues, type OrderKind } from "@/features/records/part-forms";
import { clashOf, usePartSaves, type PartClash } from "@/features/records/part-saves";
import { useRecordAttempt } from "@/features/records/use-parts";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { TextArea, TextField } from "@/ui/text-field";

import { PartClashNote, useClashLines } from "./part-clash";

export interface PartDialogProps {
  slug: string;
  record: RecordView;
  kind: OrderKind;
  /** Null for a new one. */
  partId: string | null;
  today: string;
  onClose: () => void;
}

interface Begun {
  id: string;
  base: number;
  values: FormValues;
}

/** What a date field holds that is no date: the browser keeps it to itself and says only that it is bad. */
function halfDates(form: HTMLFormElement): Record<string, FormError> {
  const bad = [...form.elements].filter((one) => one instanceof HTMLInputElement && one.validity.badInput);
  return Object.fromEntries(bad.map((one) => [(one as HTMLInputElement).name, { code: "date" as const }]));
}

/** One order's form; Enter adds it. It closes when the server has it, so what was refused can be mended here. */
export function PartDialog({ slug, record, kind, partId, today, onClose }: PartDialogProps) {
  const { t } = useTranslation("w-consult");
  const attempt = useRecordAttempt(slug, record.id);
  const problemText = useProblemText("records");
  const old = partsOf(kind, record.parts).find((part) => part.id === partId);
  // The id is made once: a second try after a dropped line must not add a second order. The version is of what the form
  // was filled from, and not what a push has brought since; with both a draft is saved as what it was begun as.
  const [begun] = useState<Begun>(() => ({ id: partId ?? crypto.randomUUID(), base: record.version, values: old ? toValues(kind, old) : blank(kind, today) }));
  const draft = useDialogDraft(`part.${record.id}.${partId ?? kind}`, begun, onClose);
  const { id, base, values } = draft.value;
  const [errors, setErrors] = useState<Record<string, FormError>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [clash, setClash] = useState<PartClash | null>(null);
  const saves = usePartSaves(slug, record.id);
  const linesOf = useClashLines();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const found = { ...formErrors(kind, values), ...halfDates(form) };
    setErrors(found);
    if (isBusy || Object.keys(found).length > 0) return;
    setBusy(true);
    const refused = await attempt(() => saves.put(id, base, toPart(kind, values)));
    setBusy(false);
    if (refused === null) return draft.close();
    const others = clashOf(refused, id);
    // Whoever saves once more after both were shown has decided.
    if (others) draft.set({ id, values, base: others.version });
    setClash(others);
    setProblem(others ? null : refused);
  };
  const change = (name: string, value: string): void => {
    draft.set({ id, base, values: { ...values, [name]: value } });
    setErrors(({ [name]: _mended, ...rest }) => rest);
  };
  return (
    <Dialog
      isOpen
      onClose={draft.close}
      hasWords={draft.isKept}
      title={t(partId ? `orders.edit.${kind}` : `orders.new.${kind}`)}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={draft.close}>{t("common:action.cancel")}</Button>
          <Button tone="main" type="submit" form="part" isBusy={isBusy}>{t(partId ? "common:action.save" : "orders.submit")}</Button>
        </>
      }
    >
      <form id="part" ref={form} noValidate className="grid grid-cols-2 gap-x-3 gap-y-3.5 pt-2" onSubmit={(event) => { event.preventDefault(); void submit(event.currentTarget); }}>
        {FORMS[kind].map((field) => (
          <PartField
            key={field.name}
            field={field}
            value={values[field.name] ?? ""}
            error={errors[field.name]}
            onChange={(value) => change(field.name, value)}
          />
        ))}
        {clash && (
          <PartClashNote
            className="col-span-2"
            text={t(clash.theirs ? "parts.clash" : "parts.gone")}
            lines={clash.theirs ? linesOf(kind, clash.theirs, values) : []}
            theirs={t(clash.theirs ? "parts.leave" : "parts.leaveOut")}
            mine={t(clash.theirs ? "parts.mine" : "parts.putBack")}
            isBusy={isBusy}
            onSettle={(whose) => (whose === "mine" ? form.current?.requestSubmit() : draft.close())}
          />
        )}
        {problem !== null && <Note tone="red" role="alert" className="col-span-2">{problemText(problem)}</Note>}
      </form>
    </Dialog>
  );
}

function PartField({ field, value, error, onChange }: { field: FormField; value: string; error: FormError | undefined; onChange: (value: string) => void }) {
  const { t } = useTranslation("w-consult");
  const label = t(`part.${field.name}`);
  const className = field.isHalf ? "col-span-1 max-tablet:col-span-2" : "col-span-2";
  const f = useFormats();
  const data = Object.fromEntries(Object.entries(error?.data ?? {}).map(([name, number]) => [name, f.number(number, 2)]));
  const common = { label, className, error: error && t(`wrong.${error.code}`, data), value, name: field.name };
  if (field.type === "area") return <TextArea {...common} rows={2} onChange={(event) => onChange(event.target.value)} />;
  if (field.type === "class") {
    return <Select {...common} onChange={(event) => onChange(event.target.value)} options={[{ value: "", label: t("part.classNone") }, ...["vrij", "ura", "uda", "udd"].map((one) => ({ value: one, label: one.toUpperCase() }))]} />;
  }
  return (
    <TextField
      {...common}
      type={field.type === "date" ? "date" : "text"}
      isMono={field.type !== "text"}
      inputMode={field.type === "number" ? "decimal" : undefined}
      hint={field.name === "diseases" ? t("part.diseasesHint") : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
