import { useInfiniteQuery } from "@tanstack/react-query";
import { Calendar, Inbox, TriangleAlert } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AppointmentRow } from "@/api/types";
import { useRequests } from "@/features/appointments/requests";
import { StepDialogs } from "@/features/appointments/step-dialogs";
import { useTypeName } from "@/features/appointments/type-name";
import { useMay } from "@/features/identity/session";
import { threadsQuery, unreadOf } from "@/features/messages/api";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";

const SHOWN = 4;

/** What waits for a quiet moment: requests to approve, letters to read. Nothing waits: it takes one line. */
export function Quiet({ slug, zone, now }: { slug: string; zone: string; now: Date }) {
  const { t } = useTranslation(["w-front-desk", "appointments"]);
  const map = useMap();
  const mayApprove = useMay(slug, "schedule.approve");
  const mayRead = useMay(slug, "messages.read") && map.href("messages") !== null;
  const requests = useRequests(slug, zone, mayApprove);
  const threads = useInfiniteQuery({ ...threadsQuery(slug, "open"), enabled: mayRead });
  const [asked, setAsked] = useState<AppointmentRow | null>(null);
  const rows = requests.rows ?? [];
  const unread = unreadOf(threads.data);
  const newest = threads.data?.pages.flatMap((page) => page.items).find((thread) => thread.unread > 0);
  const schedule = map.href("schedule");
  const room = SHOWN - (unread > 0 ? 1 : 0);
  const isCalm = rows.length + unread === 0;
  if ((mayApprove && !requests.data && !requests.isError) || (!mayApprove && !mayRead)) return null;
  return (
    <Card role="region" aria-label={t("quiet.title")} className="flex-none rounded-sheet px-4 pt-3 pb-2.5">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="type-h3">{t("quiet.title")}</h2>
        {rows.length > room && schedule && <Link to={schedule} viewTransition className="type-small weight-name text-blue-ink hover:underline">{t("quiet.all", { count: requests.count ?? rows.length })}</Link>}
      </div>
      {isCalm && <p className="text-ink-2">{t(requests.isError ? "quiet.failed" : "quiet.calm")}</p>}
      {!isCalm && (
        <ul className="mt-1 grid gap-x-7 gap-y-0.5 tablet:grid-cols-2">
          {rows.slice(0, room).map((row) => <Request key={row.id} row={row} zone={zone} now={now} onApprove={() => setAsked(row)} />)}
          {unread > 0 && (
            <Line icon={<Inbox size={16} />} name={t("quiet.letters", { count: unread })} text={newest ? t("quiet.lettersFrom", { name: newest.client_name }) : ""}>
              <Button size="s" asChild><Link to={map.href("messages") ?? ""} viewTransition>{t("quiet.read")}</Link></Button>
            </Line>
          )}
        </ul>
      )}
      <StepDialogs slug={slug} zone={zone} row={asked ?? undefined} asked={asked ? "approve" : null} onClose={() => setAsked(null)} />
    </Card>
  );
}

function Request({ row, zone, now, onApprove }: { row: AppointmentRow; zone: string; now: Date; onApprove: () => void }) {
  const { t } = useTranslation(["w-front-desk", "appointments"]);
  const f = useFormats();
  const typeName = useTypeName();
  const when = t("quiet.when", { type: typeName(row), day: f.day(row.starts_at, zone, now), time: f.time(row.starts_at, zone), vet: row.vet_name });
  return (
    <Line
      icon={row.outside ? <TriangleAlert size={16} className="text-amber" /> : <Calendar size={16} />}
      name={t("quiet.request", { name: row.patient_name, owner: row.client_name })}
      text={row.outside ? t(`appointments:requests.outside.${row.outside}`, { name: row.vet_name }) : when}
    >
      <Button size="s" aria-label={`${t("appointments:requests.approve", { name: row.patient_name })}, ${row.client_name}`} onClick={onApprove}>{t("appointments:action.approve")}</Button>
    </Line>
  );
}

function Line({ icon, name, text, children }: { icon: ReactNode; name: string; text: string; children: ReactNode }) {
  return (
    <li className="flex min-w-0 items-center gap-2.5 py-[5px]">
      <span aria-hidden="true" className="text-ink-3">{icon}</span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate weight-name">{name}</span>
        <span className="truncate text-[12px] leading-[15px] text-ink-2">{text}</span>
      </span>
      {children}
    </li>
  );
}
