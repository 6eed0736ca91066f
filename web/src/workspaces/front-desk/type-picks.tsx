import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentTypeView } from "@/api/types";
import { cn } from "@/lib/cn";
import { useLocale } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { ErrorState, Loading, Skeleton } from "@/ui/states";
import { typeLook } from "@/ui/type-tag";

export interface TypePicksProps {
  types: readonly AppointmentTypeView[];
  chosen: AppointmentTypeView | null;
  hasFailed: boolean;
  onRetry: () => void;
  onChoose: (key: string) => void;
}

const SHOWN = 4;

/** What for; what is asked for most stands first, the rest is one press away. */
export function TypePicks({ types, chosen, hasFailed, onRetry, onChoose }: TypePicksProps) {
  const { t } = useTranslation(["w-front-desk", "appointments", "common"]);
  const isEnglish = useLocale() === "en";
  const [isAll, setAll] = useState(false);
  if (hasFailed) return <ErrorState title={t("appointments:book.typesFailed")} action={<Button onClick={onRetry}>{t("common:action.retry")}</Button>} />;
  if (types.length === 0) return <Loading label={t("common:state.loading")} className="flex gap-1">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-[26px] w-24 rounded-[7px]" />)}</Loading>;
  // What was chosen from the rest stays in sight.
  const shown = isAll ? types : types.filter((type, index) => index < SHOWN || type.key === chosen?.key);
  return (
    <div role="group" aria-label={t("appointments:book.type")} className="flex flex-wrap gap-1">
      {shown.map((type) => {
        const look = typeLook(type.category);
        const Icon = look.icon;
        const isOn = type.key === chosen?.key;
        return (
          <button key={type.key} type="button" aria-pressed={isOn} onClick={() => onChoose(type.key)} className={cn("inline-flex h-[26px] items-center gap-[5px] rounded-[7px] px-[9px] text-[12px] whitespace-nowrap max-tablet:h-9", isOn ? [look.ground, look.ink, look.edge, "weight-name"] : "font-medium text-ink-2 shadow-quiet hover:bg-hover")}>
            {isOn && <Icon size={14} />}
            {(isEnglish ? type.name_en : type.name_nl) + (isOn ? `, ${type.minutes} min` : "")}
          </button>
        );
      })}
      {types.length > shown.length && <button type="button" aria-label={t("call.allTypes")} onClick={() => setAll(true)} className="h-[26px] rounded-[7px] px-[9px] text-[12px] font-medium text-ink-2 shadow-quiet hover:bg-hover max-tablet:h-9">…</button>}
    </div>
  );
}
