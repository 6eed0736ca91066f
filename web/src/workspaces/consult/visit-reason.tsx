import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { NoteOfPractice } from "@/features/appointments/note-of-practice";
import { LongText } from "@/features/records/long-text";
import { useLocale } from "@/lib/i18n";

/** Why the animal came, in the words of whoever booked it; where nobody wrote any, what kind of visit it is. */
export function VisitReason({ record }: { record: RecordView }) {
  const { t } = useTranslation("w-consult");
  const isEnglish = useLocale() === "en";
  const type = (isEnglish ? record.type_name_en : record.type_name_nl) ?? "";
  const text = record.reason.trim() || type;
  if (text === "" && !record.note) return null;
  return (
    <section aria-label={t("reason.title")} className="mb-5 border-b border-line pb-4">
      <h2 className="type-label flex flex-wrap justify-between gap-x-3 text-ink-2">{t("reason.title")}{text !== type && type !== "" && <span className="font-normal text-ink-3">{type}</span>}</h2>
      {text !== "" && <LongText text={text} lines={3} className="mt-1" />}
      {record.note && <NoteOfPractice text={record.note} className="mt-2" />}
    </section>
  );
}
