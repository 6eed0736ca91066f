import { Check, CirclePause, LogOut } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { PlatformClinic } from "@/api/types";
import { cn } from "@/lib/cn";
import type { Formats } from "@/lib/formats";
import { Button } from "@/ui/button";
import { Cell, Row } from "@/ui/table";
import { Tag, type TagTone } from "@/ui/tag";

import { ZONE } from "./zone";

const LOOKS: Record<string, { tone: TagTone; icon: typeof Check }> = {
  active: { tone: "green", icon: Check },
  suspended: { tone: "red", icon: CirclePause },
  leaving: { tone: "amber", icon: LogOut },
};

export interface ClinicLineProps {
  clinic: PlatformClinic;
  f: Formats;
  isSelected: boolean;
  onSelect: () => void;
  onSuspend: () => void;
  onResume: () => void;
}

export function ClinicLine({ clinic, f, isSelected, onSelect, onSuspend, onResume }: ClinicLineProps) {
  const { t } = useTranslation("w-admin");
  const look = LOOKS[clinic.state] ?? { tone: "slate", icon: Check };
  const Icon = look.icon;
  return (
    <Row className={cn(isSelected && "bg-selected")}>
      <Cell>
        <button type="button" aria-pressed={isSelected} onClick={onSelect} className="rounded-chip text-start">
          <span className="block font-semibold">{clinic.name}</span>
          <span className="type-small block text-ink-2">{[clinic.city, clinic.slug].filter(Boolean).join(" · ")}</span>
        </button>
      </Cell>
      <Cell className="text-ink-2 max-tablet:hidden">{clinic.kind === "franchise" ? t("clinic.isFranchise") : (clinic.franchise_name ?? t("clinic.independent"))}</Cell>
      <Cell><Tag tone={look.tone} icon={<Icon aria-hidden="true" />}>{t(`clinic.state.${clinic.state}`)}</Tag></Cell>
      <Cell isNumber className="max-tablet:hidden">{f.number(clinic.staff)}</Cell>
      <Cell isNumber className={cn("max-tablet:hidden", clinic.events_failed > 0 && "text-red-ink")}>{f.number(clinic.events_failed)}</Cell>
      <Cell isNumber className="text-ink-2 max-tablet:hidden">{clinic.last_activity_at ? f.dateTime(clinic.last_activity_at, ZONE) : t("clinic.never")}</Cell>
      <Cell className="w-px text-end">
        {clinic.state === "suspended" ? (
          <Button size="s" aria-label={t("clinic.resumeOf", { name: clinic.name })} onClick={onResume}>{t("clinic.resume")}</Button>
        ) : (
          clinic.state === "active" && <Button size="s" tone="bare" aria-label={t("clinic.suspendOf", { name: clinic.name })} onClick={onSuspend}>{t("clinic.suspend")}</Button>
        )}
      </Cell>
    </Row>
  );
}
