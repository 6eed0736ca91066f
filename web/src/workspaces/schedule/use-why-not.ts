import { useTranslation } from "react-i18next";

import { whoOf } from "@/features/appointments/visit-line";
import { useFormats } from "@/lib/i18n";

import type { Against } from "./moving";

/** In words why a visit cannot be let go somewhere. */
export function useWhyNot(zone: string): (verdict: Against) => string {
  const { t } = useTranslation("w-schedule");
  const f = useFormats();
  return (verdict) => {
    switch (verdict.kind) {
      case "taken":
      case "too_close":
        return t(`moving.against.${verdict.kind}`, { who: whoOf(verdict.by), from: f.time(verdict.by.starts_at, zone), to: f.time(verdict.by.ends_at, zone) });
      case "none_free":
        return t(`moving.against.none_free.${verdict.of}`);
      case "not_there":
        return t("moving.against.not_there", { name: verdict.name });
      default:
        return t(`moving.against.${verdict.kind}`);
    }
  };
}
