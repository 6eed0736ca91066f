import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { OrderKind } from "@/features/records/part-forms";
import { outOfRange } from "@/features/records/rules";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { Tag } from "@/ui/tag";

const said = (part: Record<string, unknown>, name: string): string => (typeof part[name] === "string" ? part[name] : "");

/** One order in two lines: what, and how. */
export function OrderText({ kind, part }: { kind: OrderKind; part: Record<string, unknown> }) {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  const range = kind === "lab-results" ? outOfRange({ value: said(part, "value"), low: said(part, "low"), high: said(part, "high") }) : null;
  const Arrow = range === "high" ? ArrowUp : ArrowDown;
  const day = (name: string, key: string): string => (said(part, name) ? t(key, { date: f.date(said(part, name)) }) : "");
  const quantity = typeof part["quantity_hundredths"] === "number" ? `${f.number(part["quantity_hundredths"] / 100, 2)} ${said(part, "unit")}`.trim() : "";
  const lines: Record<OrderKind, string[]> = {
    prescriptions: [said(part, "dose"), typeof part["days"] === "number" ? t("orders.days", { count: part["days"] }) : "", quantity, said(part, "instruction")],
    vaccinations: [Array.isArray(part["diseases"]) ? part["diseases"].join(", ") : "", said(part, "batch") && t("orders.batch", { batch: said(part, "batch") }), day("valid_until_on", "orders.until")],
    dewormings: [day("given_on", "orders.given"), day("next_on", "orders.next")],
    "lab-results": [said(part, "low") || said(part, "high") ? t("orders.range", { low: said(part, "low"), high: said(part, "high") }) : "", said(part, "remark")],
  };
  return (
    <>
      <span className="flex items-baseline justify-between gap-2">
        <span className="min-w-0"><b>{said(part, "product") || said(part, "test")}</b>{said(part, "supply_class") && <Tag className="ml-1.5 uppercase">{said(part, "supply_class")}</Tag>}</span>
        {kind === "lab-results" && (
          <span className={cn("mono flex flex-none items-center gap-0.5", range && "text-amber-ink")}>
            {said(part, "value")} {said(part, "unit")}
            {range && <Arrow size={12} aria-label={t(`orders.${range}`)} />}
          </span>
        )}
      </span>
      <span className="type-small block text-ink-2">{lines[kind].filter(Boolean).join(", ")}</span>
    </>
  );
}
