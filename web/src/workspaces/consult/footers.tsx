import { CalendarCheck, Eye, Lock, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { keyOf } from "@/features/appointments/digits";
import type { NoteDesk } from "@/features/records/use-note";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";

import type { ConsultDesk } from "./use-consult";
import type { VitalsDesk } from "./use-vitals";

interface FooterProps {
  record: RecordView;
  zone: string;
  consult: ConsultDesk;
}

/** Of the note and the measurements what is worst is said: all is saved only when both are. */
const ORDER = ["failed", "unsaved", "saving"] as const;

/** How safe the text is, what signing brings about, and the signature. */
export function DraftFooter({ record, zone, note, vitals, consult }: FooterProps & { note: NoteDesk; vitals: VitalsDesk }) {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  const state = ORDER.find((one) => one === note.state || one === vitals.state) ?? "saved";
  const isFailed = state === "failed";
  const retry = (): void => {
    void note.flush();
    void vitals.flush();
  };
  return (
    <footer className="flex flex-wrap items-center gap-x-4 gap-y-3 border-t border-line pt-4">
      <div className="min-w-40 flex-1" role="status">
        <p className="flex items-center gap-2 font-semibold">
          {isFailed ? <TriangleAlert size={14} className="text-red-ink" aria-hidden="true" /> : <span aria-hidden="true" className="size-[7px] rounded-full bg-amber" />}
          {t("save.draft")}
        </p>
        <p className="type-small pl-[15px] text-ink-2">
          {isFailed ? t("save.failed") : t(`save.${state}`, { time: f.time(record.saved_at, zone) })}
          {isFailed && <Button tone="link" className="type-small ml-2" onClick={retry}>{t("common:action.retry")}</Button>}
        </p>
      </div>
      {consult.maySign && (
        <ul aria-label={t("sign.consequences")} className="type-small flex flex-col gap-0.5 text-ink-2 max-tablet:hidden print:hidden">
          <li className="flex items-center gap-2"><Lock size={13} aria-hidden="true" />{t("sign.locks")}</li>
          {record.appointment_id !== null && <li className="flex items-center gap-2"><CalendarCheck size={13} aria-hidden="true" />{t(consult.isAhead ? "sign.staysOpen" : "sign.completes")}</li>}
          <li className="flex items-center gap-2"><Eye size={13} aria-hidden="true" />{t("sign.asksShare")}</li>
        </ul>
      )}
      {consult.maySign && consult.blocked !== null && <p className="type-small order-last flex w-full items-start gap-2 text-amber-ink" role="status"><TriangleAlert size={14} className="mt-px flex-none" aria-hidden="true" />{consult.blocked}</p>}
      {consult.maySign ? (
        <Button tone="go" keyCap={keyOf("consult.sign")} disabled={consult.blocked !== null} onClick={() => consult.ask("sign")}>{t("action.sign")}</Button>
      ) : (
        <p className="type-small max-w-48 text-ink-2">{t("sign.onlyVets")}</p>
      )}
    </footer>
  );
}

/** Who signed, whether the owner reads it, and the way to add. */
export function SignedFooter({ record, zone, consult }: FooterProps) {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  const isShared = record.shared_at !== null;
  return (
    <footer className="flex flex-wrap items-center gap-x-3 gap-y-3 border-t border-line pt-4">
      <Lock size={16} className="text-green-ink" aria-hidden="true" />
      <div className="min-w-48 flex-1">
        <p className="font-semibold">{t("signed.by", { name: record.signed_by_name })}</p>
        <p className="type-small text-ink-2">
          {record.signed_at && f.dateTime(record.signed_at, zone)}
          {isShared && record.shared_at && <>, {t("signed.shared", { when: f.dateTime(record.shared_at, zone) })}</>}
        </p>
      </div>
      {consult.maySign && <Button tone={isShared ? "bare" : "plain"} icon={<Eye size={15} aria-hidden="true" />} onClick={() => consult.setShared(!isShared)}>{t(isShared ? "action.unshare" : "action.share")}</Button>}
      {consult.mayWrite && <Button keyCap={keyOf("consult.add")} onClick={() => consult.ask("addendum")}>{t("action.addendum")}</Button>}
    </footer>
  );
}
