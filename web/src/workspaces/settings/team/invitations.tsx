import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Clock, Mail, TimerOff } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { OpenInvitation } from "@/api/types";
import { invitationsQuery, invite, revokeInvitation } from "@/features/team/api";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { PartFailed } from "../sheet";
import { LinesLoading } from "./lines-loading";

export function Invitations({ onInvite }: { onInvite: () => void }) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const queries = useQueryClient();
  const problemText = useProblemText("w-settings");
  const { data, isError, refetch } = useQuery(invitationsQuery(slug));
  const refresh = (): void => void queries.invalidateQueries({ queryKey: ["invitations"] });
  const send = (one: OpenInvitation): Promise<unknown> =>
    invite(slug, { email: one.email, role: one.role, department_id: one.department_id, first_name: one.first_name, last_name: one.last_name }, {}).then(refresh);
  const fail = (error: unknown): string => toast.failed(problemText(error));

  const revoke = (one: OpenInvitation): void => {
    revokeInvitation(slug, one.id).then(() => {
      refresh();
      toast.done(t("invite.revoked", { email: one.email }), () => void send(one).catch(fail));
    }, fail);
  };
  const again = (one: OpenInvitation): void => {
    send(one).then(() => toast.done(t("invite.sent", { email: one.email })), fail);
  };
  if (isError) return <PartFailed onRetry={() => void refetch()} />;
  if (!data) return <LinesLoading />;
  if (data.length === 0) {
    return <EmptyState title={t("invite.none")} action={<Button onClick={onInvite}>{t("invite.title")}</Button>}>{t("invite.noneText")}</EmptyState>;
  }
  return (
    <ul aria-label={t("team.view.invitations")}>
      {data.map((one) => <InvitationLine key={one.id} one={one} onAgain={() => again(one)} onRevoke={() => revoke(one)} />)}
    </ul>
  );
}

function InvitationLine({ one, onAgain, onRevoke }: { one: OpenInvitation; onAgain: () => void; onRevoke: () => void }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const name = [one.first_name, one.last_name].filter(Boolean).join(" ");
  const until = f.date(one.expires_at.slice(0, 10), "short");
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line py-2.5 first:border-t-0">
      <span className="grid size-8 flex-none place-items-center rounded-full bg-slate-tint text-ink-2"><Mail size={15} aria-hidden="true" /></span>
      <span className="min-w-0 flex-1 basis-52">
        <span className="block truncate font-semibold">{name || one.email}</span>
        <span className="type-small block truncate text-ink-2">{[name && one.email, one.role_name].filter(Boolean).join(" · ")}</span>
      </span>
      {one.is_expired ? (
        <Tag tone="amber" icon={<TimerOff aria-hidden="true" />}>{t("invite.expired")}</Tag>
      ) : (
        <Tag tone="blue" icon={<Clock aria-hidden="true" />}>{t("invite.until", { date: until })}</Tag>
      )}
      <Button size="s" aria-label={t("invite.againTo", { email: one.email })} onClick={onAgain}>{t("invite.again")}</Button>
      <Button size="s" tone="bare" aria-label={t("invite.revokeOf", { email: one.email })} onClick={onRevoke}>{t("invite.revoke")}</Button>
    </li>
  );
}
