import type { AppointmentRow } from "@/api/types";
import { useLocale } from "@/lib/i18n";

interface Typed {
  type_name_nl: string | null;
  type_name_en: string | null;
}

/** The practice's own name for a kind of visit, in the person's language; empty where none was named. */
export function useTypeName(): (row: Typed) => string {
  const locale = useLocale();
  return (row) => (locale === "en" ? row.type_name_en : row.type_name_nl) ?? "";
}

type About = Typed & Pick<AppointmentRow, "reason" | "note">;

/** Why somebody comes, in a line: as it was put, else what the practice noted, else what kind of visit it is. */
export function useAbout(): (row: About) => string {
  const typeName = useTypeName();
  return (row) => row.reason.trim() || row.note?.trim() || typeName(row);
}
