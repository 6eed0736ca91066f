import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { OpeningSpan } from "@/api/types";
import type { SpanFault } from "@/features/settings/rules";
import { ControlBox, controlStyle } from "@/ui/field";

export interface SpanFieldsProps {
  /** What the span belongs to: names the two fields for screen readers. */
  name: string;
  span: OpeningSpan;
  fault: SpanFault | null;
  onChange: (span: OpeningSpan) => void;
}

/** From and to, with the reason below when the two do not fit. Midnight at the end of a day is kept as 24:00. */
export function SpanFields({ name, span, fault, onChange }: SpanFieldsProps) {
  const { t } = useTranslation("w-settings");
  const noteId = useId();
  const field = (label: string, value: string, change: (clock: string) => void) => (
    <ControlBox isBad={fault !== null} className="w-[104px]">
      <input
        type="time"
        aria-label={`${name}, ${label}`}
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault === null ? undefined : noteId}
        value={value === "24:00" ? "00:00" : value}
        onChange={(event) => change(event.target.value)}
        className={`${controlStyle} mono w-full`}
      />
    </ControlBox>
  );
  return (
    <div>
      <div className="flex items-center gap-2">
        {field(t("hours.from"), span.opens, (opens) => onChange({ ...span, opens }))}
        <span aria-hidden="true" className="text-ink-3">–</span>
        {field(t("hours.to"), span.closes, (closes) => onChange({ ...span, closes: closes === "00:00" ? "24:00" : closes }))}
      </div>
      {fault !== null && (
        <p id={noteId} role="alert" className="type-small mt-1 flex gap-1.5 text-red-ink">
          <TriangleAlert size={14} className="mt-px" aria-hidden="true" />
          {t(`hours.fault.${fault}`)}
        </p>
      )}
    </div>
  );
}
