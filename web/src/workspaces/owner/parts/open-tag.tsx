import { Clock, Moon } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { PracticeCard } from "@/api/types";
import { Tag } from "@/ui/tag";

import { useOpens } from "./use-opens";

/** Whether a clinic is open now, in word and picture. */
export function OpenTag({ practice, size }: { practice: Pick<PracticeCard, "is_open_now" | "open_until" | "opens_at" | "zone">; size?: "m" | "l" }) {
  const { t } = useTranslation("w-owner");
  const opens = useOpens(practice);
  if (!practice.is_open_now) return <Tag size={size} icon={<Moon size={13} aria-hidden="true" />}>{opens ? t("open.opens", { when: opens }) : t("open.closed")}</Tag>;
  return (
    <Tag tone="green" size={size} icon={<Clock size={13} aria-hidden="true" />}>
      {practice.open_until === null ? t("open.now") : t("open.until", { time: practice.open_until })}
    </Tag>
  );
}
