import { useTranslation } from "react-i18next";

import type { Difference } from "@/features/records/differences";
import { writeVital } from "@/features/records/rules";
import { useLocale } from "@/lib/i18n";
import { Note } from "@/ui/note";

/** What somebody else changed while the signature was being asked for. */
export function Changes({ changes }: { changes: readonly Difference[] }) {
  const { t } = useTranslation("w-consult");
  const locale = useLocale();
  const label = (one: Difference): string => {
    if (one.what === "note") return t(`note.${one.field}`);
    return one.what === "vital" ? t(`vitals.${one.field}`) : t(`changes.${one.what}`);
  };
  const text = (one: Difference): string => {
    if (one.what === "note") return one.now || t("changes.empty");
    if (one.what !== "vital") return t(`changes.${one.how}`, { name: one.name });
    return one.now === null ? t("changes.empty") : `${writeVital(one.field, one.now, locale)} ${t(`unit.${one.field}`)}`;
  };
  return (
    <Note tone="amber" role="alert" className="mt-4">
      <p className="font-semibold">{t("changes.title")}</p>
      <ul className="mt-1.5 flex flex-col gap-1">
        {changes.map((one, index) => (
          <li key={index} className="whitespace-pre-wrap"><b>{label(one)}</b>: {text(one)}</li>
        ))}
      </ul>
    </Note>
  );
}
