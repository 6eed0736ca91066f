import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { LikelyAct } from "@/api/types";

/** Why something is suggested: "After checking in, here with a visit selected: 14 of 18 times in your role." */
export function useReason(): (reason: LikelyAct["reason"]) => string {
  const { t } = useTranslation("likely");
  return useCallback(
    ({ level, times, of, last, before, thing, part }) => {
      const after = last ? t(`after.${last}`) : "";
      const first = level === "role" ? "role" : !last ? "start" : before ? "both" : "last";
      const when = [t(`reason.${first}`, { last: after, before: before ? t(`after.${before}`) : "" })];
      if (thing) when.push(t("reason.place", { thing: t(`thing.${thing}`) }));
      if (part) when.push(t("reason.part"));
      return t("reason.said", { when: when.join(", "), times, of });
    },
    [t],
  );
}
