import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";

/** The day on which it is printed, and not the one on which the screen was opened. */
function useToday(zone: string): string {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener("beforeprint", listener);
      return () => window.removeEventListener("beforeprint", listener);
    },
    () => dayIn(new Date(), zone),
  );
}

export interface PrintHeadProps {
  practiceName: string;
  zone: string;
}

/** Whose paper it is and of which day; on the screen the shell says so. */
export function PrintHead({ practiceName, zone }: PrintHeadProps) {
  const { t } = useTranslation("shell");
  const f = useFormats();
  const today = useToday(zone);
  return (
    <p data-testid="print-head" className="mb-4 hidden justify-between gap-4 border-b border-line-2 pb-2 print:flex"><b>{practiceName}</b><span>{t("printed", { date: f.date(today, "long") })}</span></p>
  );
}
