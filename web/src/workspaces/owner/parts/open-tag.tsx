import { Clock, Moon } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Tag } from "@/ui/tag";

/** Whether a clinic is open now, in word and picture. */
export function OpenTag({ practice, size, opens }: { practice: { is_open_now: boolean; open_until: string | null }; size?: "m" | "l"; opens?: string | null }) {
  const { t } = useTranslation("w-owner");
  if (!practice.is_open_now) return <Tag size={size} icon={<Moon size={13} aria-hidden="true" />}>{opens ? t("open.opens", { when: opens }) : t("open.closed")}</Tag>;
  return (
    <Tag tone="green" size={size} icon={<Clock size={13} aria-hidden="true" />}>
      {practice.open_until === null ? t("open.now") : t("open.until", { time: practice.open_until })}
    </Tag>
  );
}
