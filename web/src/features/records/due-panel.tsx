import { Check, Clock, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { Tag } from "@/ui/tag";

import type { Due } from "./rules";

export interface DuePanelProps {
  dues: readonly Due[];
}

const LOOKS = {
  overdue: { tone: "red", icon: TriangleAlert, bar: "bg-red" },
  due_soon: { tone: "amber", icon: Clock, bar: "bg-amber" },
  valid: { tone: "green", icon: Check, bar: "bg-green" },
} as const;

/** Until when each vaccination protects, what ends first on top. */
export function DuePanel({ dues }: DuePanelProps) {
  const { t } = useTranslation("records");
  const f = useFormats();
  return (
    <section aria-label={t("due.title")} className="flex flex-col gap-3">
      <h2 className="type-h3 font-sans tracking-normal">{t("due.title")}</h2>
      {dues.length === 0 && <p className="type-small text-ink-3">{t("due.none")}</p>}
      {dues.map((due) => {
        const { tone, icon: Icon, bar } = LOOKS[due.state];
        return (
          <div key={due.name} className="flex flex-col gap-1">
            <p className="flex items-center justify-between gap-2">
              <b className="truncate">{due.name}</b>
              <Tag tone={tone} icon={<Icon aria-hidden="true" />}>{due.state === "due_soon" ? t("due.days", { count: due.days }) : t(`due.${due.state}`)}</Tag>
            </p>
            <span aria-hidden="true" className="h-[3px] overflow-hidden rounded-full bg-line"><span className={cn("block h-full rounded-full", bar)} style={{ width: `${due.share * 100}%` }} /></span>
            <p className="type-small text-ink-2">{t(due.state === "overdue" ? "due.since" : "due.until", { date: f.date(due.valid_until_on) })}{due.batch && <>, {t("due.batch")} <span className="mono">{due.batch}</span></>}</p>
          </div>
        );
      })}
    </section>
  );
}
