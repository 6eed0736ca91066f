import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { putPart } from "@/features/records/api";
import { blank, FORMS, missing, partsOf, toPart, toValues, type FormField, type FormValues, type OrderKind } from "@/features/records/part-forms";
import { useRecordStep } from "@/features/records/use-parts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Select } from "@/ui/select";
import { TextArea, TextField } from "@/ui/text-field";

export interface PartDialogProps {
  slug: string;
  record: RecordView;
  kind: OrderKind;
  /** Null for a new one. */
  partId: string | null;
  today: string;
  onClose: () => void;
}

/** One order's form; Enter adds it. */
export function PartDialog({ slug, record, kind, partId, today, onClose }: PartDialogProps) {
  const { t } = useTranslation("w-consult");
  const step = useRecordStep(slug, record.id);
  const old = partsOf(kind, record.parts).find((part) => part.id === partId);
  const [values, setValues] = useState<FormValues>(() => (old ? toValues(kind, old) : blank(kind, today)));
  const [isChecked, setChecked] = useState(false);
  // Made once: a second try after a dropped line must not add a second order.
  const [id] = useState(() => partId ?? crypto.randomUUID());
  const open = missing(kind, values);
  const submit = (): void => {
    setChecked(true);
    if (open.length > 0) return;
    onClose();
    void step(() => putPart(slug, record.id, id, toPart(kind, values)));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(old ? `orders.edit.${kind}` : `orders.new.${kind}`)}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button tone="main" type="submit" form="part">{t(old ? "common:action.save" : "orders.submit")}</Button>
        </>
      }
    >
      <form id="part" noValidate className="grid grid-cols-2 gap-x-3 gap-y-3.5 pt-2" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        {FORMS[kind].map((field) => (
          <PartField
            key={field.name}
            field={field}
            value={values[field.name] ?? ""}
            error={isChecked && open.includes(field.name) ? t("orders.missing") : undefined}
            onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
      </form>
    </Dialog>
  );
}

function PartField({ field, value, error, onChange }: { field: FormField; value: string; error: string | undefined; onChange: (value: string) => void }) {
  const { t } = useTranslation("w-consult");
  const label = t(`part.${field.name}`);
  const className = field.isHalf ? "col-span-1 max-tablet:col-span-2" : "col-span-2";
  const common = { label, className, error, value };
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
