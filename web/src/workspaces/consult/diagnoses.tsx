import { Check, Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { cn } from "@/lib/cn";

import { diagnosisLine, PartClashNote, RemovalClashes } from "./part-clash";
import type { PartsDesk } from "./use-parts-desk";

/** What it is, as chips: a press on one makes it final or provisional again. */
export function Diagnoses({ record, desk, isSigned }: { record: RecordView; desk: PartsDesk["diagnoses"]; isSigned: boolean }) {
  const { t } = useTranslation("w-consult");
  const { put, typed: text, type: setText, clashes, settle, removal: { remove, clashes: removals, settle: settleRemoval } } = desk;
  const { diagnoses } = record.parts;
  const add = (): void => {
    if (text.trim() === "") return;
    put({ id: crypto.randomUUID(), text: text.trim(), kind: "provisional", code: null });
    setText("");
  };
  if (isSigned && diagnoses.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label={t("diagnoses.title")} className="flex flex-wrap items-center gap-1.5">
        {diagnoses.map((one) => (
          <li key={one.id} className="inline-flex max-w-full items-center rounded-chip shadow-[inset_0_0_0_1px_var(--blue)]">
            {isSigned ? (
              <span className="px-2 py-[3px] text-[12px] font-semibold text-blue-ink">{one.text}{one.kind === "provisional" && <span className="font-normal">, {t("diagnoses.provisional")}</span>}</span>
            ) : (
              <>
                <button
                  type="button"
                  aria-pressed={one.kind === "final"}
                  aria-label={t("diagnoses.final", { name: one.text })}
                  title={t(one.kind === "final" ? "diagnoses.isFinal" : "diagnoses.isProvisional")}
                  onClick={() => put({ ...one, kind: one.kind === "final" ? "provisional" : "final" })}
                  className={cn("inline-flex items-center gap-1 rounded-l-chip py-[3px] pr-1 pl-2 text-start text-[12px] font-semibold text-blue-ink hover:bg-hover", one.kind === "final" && "bg-blue-tint")}
                >
                  {one.kind === "final" && <Check size={12} aria-hidden="true" />}
                  {one.text}
                  {one.kind === "provisional" && <span className="hidden font-normal print:inline">, {t("diagnoses.provisional")}</span>}
                </button>
                <button data-act type="button" aria-label={t("remove", { name: one.text })} onClick={() => remove("diagnoses", one.id, one.text)} className="grid size-6 place-items-center rounded-r-chip text-ink-3 hover:bg-hover"><X size={12} aria-hidden="true" /></button>
              </>
            )}
          </li>
        ))}
        {!isSigned && (
          <li className="inline-flex items-center gap-1 text-ink-3 print:hidden">
            <Plus size={14} aria-hidden="true" />
            <input
              aria-label={t("diagnoses.add")}
              placeholder={t("diagnoses.add")}
              value={text}
              maxLength={200}
              onChange={(event) => setText(event.target.value)}
              onBlur={add}
              onKeyDown={(event) => { if (event.key === "Enter") add(); }}
              className="h-6 w-52 rounded-chip bg-transparent px-1 text-[12px] text-ink"
            />
          </li>
        )}
      </ul>
      {!isSigned && <RemovalClashes clashes={removals} onSettle={settleRemoval} />}
      {!isSigned && clashes.map((clash) => (
        <PartClashNote
          key={clash.mine.id}
          text={clash.theirs ? t("parts.clashDiagnosis", { theirs: diagnosisLine(clash.theirs, t), mine: diagnosisLine(clash.mine, t) }) : t("parts.goneDiagnosis", { mine: diagnosisLine(clash.mine, t) })}
          theirs={t(clash.theirs ? "parts.leave" : "parts.leaveOut")}
          mine={t(clash.theirs ? "parts.mine" : "parts.putBack")}
          onSettle={(whose) => settle(clash, whose)}
        />
      ))}
    </div>
  );
}
