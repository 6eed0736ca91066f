import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { NotificationSettings } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Switch } from "@/ui/choices";

import { notificationsQuery, setNotifications } from "../api";
import { phoneShown } from "../clinic/phone";

/** Reminders by text message, for whom we know a number of. */
export function SmsReminder() {
  const { t } = useTranslation("w-owner");
  const me = useMe();
  const queries = useQueryClient();
  const problemText = useProblemText("w-owner");
  const { data: settings } = useQuery({ ...notificationsQuery, enabled: me.phone !== null });
  const change = useMutation({
    mutationFn: (next: NotificationSettings) => setNotifications(next),
    onMutate: (next) => queries.setQueryData(notificationsQuery.queryKey, next),
    onError: (error) => {
      toast.failed(problemText(error));
      void queries.invalidateQueries({ queryKey: notificationsQuery.queryKey });
    },
  });
  if (me.phone === null) return null;
  return (
    <div className="rounded-card bg-surface px-4 py-3 shadow-1">
      <Switch isEnd size="l" label={t("book.sms")} hint={t("book.smsTo", { phone: phoneShown(me.phone) })} disabled={!settings} checked={settings?.sms ?? false} onChange={(event) => settings && change.mutate({ ...settings, sms: event.target.checked })} className="min-h-11" />
    </div>
  );
}
