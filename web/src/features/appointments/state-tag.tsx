import { Check, Info, Stethoscope, UserRoundX, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, AppointmentState } from "@/api/types";
import { Tag, type TagTone } from "@/ui/tag";

import { progressOf } from "./rules";

const LOOKS: Record<AppointmentState, { tone: TagTone; icon: typeof Check }> = {
  pending: { tone: "amber", icon: Info },
  confirmed: { tone: "blue", icon: Check },
  completed: { tone: "green", icon: Check },
  cancelled: { tone: "slate", icon: X },
  declined: { tone: "slate", icon: X },
  no_show: { tone: "red", icon: UserRoundX },
};

/** How an appointment stands, as picture and word. */
export function StateTag({ state }: { state: AppointmentState }) {
  const { t } = useTranslation("common");
  const { tone, icon: Icon } = LOOKS[state];
  return <Tag tone={tone} icon={<Icon aria-hidden="true" />}>{t(`appointment.${state}`)}</Tag>;
}

/** How far an appointment is, in one word: what is seen is not called confirmed though nobody closed it. */
export function StandTag({ row }: { row: AppointmentRow }) {
  const progress = row.state === "confirmed" ? progressOf(row) : null;
  return progress === "in_consult" || progress === "seen" ? <ProgressTag row={row} /> : <StateTag state={row.state} />;
}

/** How far a visit of today is, while it is not closed; nothing as long as it is to come. */
export function ProgressTag({ row }: { row: AppointmentRow }) {
  const { t } = useTranslation("appointments");
  const progress = row.state === "confirmed" ? progressOf(row) : null;
  if (progress === "in_consult") return <Tag tone="purple" icon={<Stethoscope aria-hidden="true" />}>{t("progress.in_consult")}</Tag>;
  return progress === "seen" ? <Tag tone="green" icon={<Check aria-hidden="true" />}>{t("progress.seen")}</Tag> : null;
}
