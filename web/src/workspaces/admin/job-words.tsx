import { Ban, Check, Clock, LoaderCircle, TriangleAlert } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { Tag, type TagTone } from "@/ui/tag";

const LOOKS: Record<string, { tone: TagTone; icon: typeof Check }> = {
  todo: { tone: "slate", icon: Clock },
  doing: { tone: "blue", icon: LoaderCircle },
  succeeded: { tone: "green", icon: Check },
  failed: { tone: "red", icon: TriangleAlert },
  cancelled: { tone: "line", icon: Ban },
  aborted: { tone: "amber", icon: Ban },
};

/** `isMadeUpFor`: a later round went well, so nothing is wrong any more. */
export function JobTag({ state, isMadeUpFor = false }: { state: string; isMadeUpFor?: boolean }) {
  const { t } = useTranslation("w-admin");
  if (state === "failed" && isMadeUpFor) return <Tag icon={<Check aria-hidden="true" />} className="justify-self-start">{t("job.madeUp")}</Tag>;
  const look = LOOKS[state] ?? { tone: "slate", icon: Clock };
  const Icon = look.icon;
  return <Tag tone={look.tone} icon={<Icon aria-hidden="true" />} className="justify-self-start">{t(`job.state.${state}`, { defaultValue: state })}</Tag>;
}

/** A task in words. One that is newer than this client shows its own name. */
export function useJobName(): (task: string) => string {
  const { t } = useTranslation("w-admin");
  return useCallback((task) => t(`job.task.${task}`, { defaultValue: task.replaceAll("_", " ") }), [t]);
}

/** The same of an event's topic, which is `thing.what_happened`. */
export function useEventName(): (topic: string) => string {
  const { t } = useTranslation("w-admin");
  return useCallback((topic) => t(`event.kind.${topic}`, { defaultValue: topic.replaceAll(/[._]/g, " ") }), [t]);
}
