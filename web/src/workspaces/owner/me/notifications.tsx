import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { NotificationSettings } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Switch } from "@/ui/choices";
import { Loading } from "@/ui/states";

import { notificationsQuery, setNotifications } from "../api";
import { Failed } from "../parts/page";

const CHANNELS = ["email", "sms", "push"] as const;

export function Notifications() {
  const { t } = useTranslation("w-owner");
  const me = useMe();
  const queries = useQueryClient();
  const problemText = useProblemText("w-owner");
  const settings = useQuery(notificationsQuery);
  const change = useMutation({
    mutationFn: (next: NotificationSettings) => setNotifications(next),
    onMutate: (next) => queries.setQueryData(notificationsQuery.queryKey, next),
    onError: (error) => {
      toast.failed(problemText(error));
      void queries.invalidateQueries({ queryKey: notificationsQuery.queryKey });
    },
  });
  const { data } = settings;
  if (settings.error) return <Failed title={t("me.notificationsFailed")} error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!data) return <Loading label={t("me.notifications")}><span className="block h-[180px] rounded-card bg-skeleton animate-skeleton" /></Loading>;
  return (
    <div className="flex flex-col rounded-card bg-surface px-4 py-1 shadow-1">
      {CHANNELS.map((channel) => (
        <Switch
          key={channel}
          isEnd
          size="l"
          label={t(`me.channel.${channel}`)}
          hint={channel === "sms" && me.phone === null ? t("me.channelNoPhone") : t(`me.channelHint.${channel}`)}
          checked={data[channel]}
          onChange={(event) => change.mutate({ ...data, [channel]: event.target.checked })}
          className="min-h-[60px]"
        />
      ))}
    </div>
  );
}
