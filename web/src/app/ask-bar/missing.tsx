import { useTranslation } from "react-i18next";

import type { Missing as MissingOne } from "@/features/ask-bar/rules";
import { Note } from "@/ui/note";

/** Days and times that were typed and do not exist, so that nobody takes them for read. */
export function Missing({ missing, className }: { missing: readonly MissingOne[]; className?: string }) {
  const { t } = useTranslation("ask-bar");
  return missing.map(({ what, typed }) => <Note key={what} tone="amber" role="status" {...(className ? { className } : {})}>{t(`missing.${what}`, { typed })}</Note>);
}
