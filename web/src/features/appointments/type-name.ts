import { useLocale } from "@/lib/i18n";

interface Typed {
  type_name_nl: string;
  type_name_en: string;
}

/** The practice's own name for a kind of visit, in the person's language. */
export function useTypeName(): (row: Typed) => string {
  const locale = useLocale();
  return (row) => (locale === "en" ? row.type_name_en : row.type_name_nl);
}
