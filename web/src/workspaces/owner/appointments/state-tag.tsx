import { Ban, Check, CircleCheck, CircleX, Hourglass, UserX, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentView } from "@/api/types";
import { Tag, type TagTone } from "@/ui/tag";

const LOOKS: Record<AppointmentView["state"], { tone: TagTone; icon: LucideIcon }> = {
  pending: { tone: "amber", icon: Hourglass },
  confirmed: { tone: "green", icon: CircleCheck },
  completed: { tone: "slate", icon: Check },
  cancelled: { tone: "slate", icon: Ban },
  declined: { tone: "red", icon: CircleX },
  no_show: { tone: "red", icon: UserX },
};

export function StateTag({ state }: { state: AppointmentView["state"] }) {
  const { t } = useTranslation("common");
  const { tone, icon: Icon } = LOOKS[state];
  return <Tag tone={tone} icon={<Icon size={13} aria-hidden="true" />}>{t(`appointment.${state}`)}</Tag>;
}
