import { Check, Info, UserRoundX, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentState } from "@/api/types";
import { Tag, type TagTone } from "@/ui/tag";

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
