import { TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { OpeningSpan } from "@/api/types";
import { clockOf, type SpanFault } from "@/features/settings/rules";
import { ControlBox, controlStyle } from "@/ui/field";

export interface SpanFieldsProps {
  /** What the span belongs to: names the two fields for screen readers. */
  name: string;
  span: OpeningSpan;
  fault: SpanFault | null;
  onChange: (span: OpeningSpan) => void;
}

/** From and to, with the reason below when the two do not fit. Typed as text: the browser's own field knows no 24:00. */
export function SpanFields({ name, span, fault: found, onChange }: SpanFieldsProps) {
  const { t } = useTranslation("w-settings");
  const noteId = useId();
  const [isTyping, setTyping] = useState(false);
  // A time that is half typed is no fault yet.
  const fault = isTyping && (found === "unreadable" || found === "missing") ? null : found;
  const field = (label: string, value: string, change: (clock: string) => void) => (
    <ControlBox isBad={fault !== null} className="w-[76px]">
      <input
        type="text"
        inputMode="numeric"
        maxLength={5}
        autoComplete="off"
        placeholder="00:00"
        aria-label={`${name}, ${label}`}
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault === null ? undefined : noteId}
        value={value}
        onChange={(event) => change(event.target.value)}
        onFocus={() => setTyping(true)}
        onBlur={() => {
          setTyping(false);
          if (clockOf(value) !== value) change(clockOf(value));
        }}
        className={`${controlStyle} mono w-full`}
      />
    </ControlBox>
  );
  return (
    <div>
      <div className="flex items-center gap-2">
        {field(t("hours.from"), span.opens, (opens) => onChange({ ...span, opens }))}
        <span aria-hidden="true" className="text-ink-3">–</span>
        {field(t("hours.to"), span.closes, (closes) => onChange({ ...span, closes }))}
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
