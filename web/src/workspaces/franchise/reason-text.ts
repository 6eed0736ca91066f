import { useTranslation } from "react-i18next";

import { useFormats } from "@/lib/i18n";

import type { Reason } from "./rules";

export function useReasonText(): (reason: Reason, length?: "short") => string {
  const { t } = useTranslation("w-franchise");
  const f = useFormats();
  const percent = (share: number, digits: number): string => `${f.number(share * 100, digits)}%`;
  return (reason, length) => {
    switch (reason.key) {
      case "late":
      case "silent":
        return t(`gap.${reason.key}`);
      case "requests":
        return t("reason.requests", { count: reason.count });
      case "missed":
        return t(length ? "reason.missedShort" : "reason.missed", { rate: percent(reason.rate, 1), group: percent(reason.group, 1) });
      case "fewer":
        return t(length ? "reason.fewerShort" : "reason.fewer", { share: percent(reason.share, 0) });
      case "cancelled":
        return t(length ? "reason.cancelledShort" : "reason.cancelled", { share: percent(reason.share, 0) });
    }
  };
}
