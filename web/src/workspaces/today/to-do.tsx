import { CalendarCheck, MessageSquare, PencilLine } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AppointmentRow } from "@/api/types";
import { Requests, useRequests } from "@/features/appointments/requests";
import type { AskedStep } from "@/features/appointments/step-dialogs";
import { Unattended, useUnattended } from "@/features/appointments/unattended";
import { useFreed } from "@/features/appointments/use-waitlist";
import { whoOf } from "@/features/appointments/visit-line";
import { lacksAny } from "@/features/settings/setup";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Tag } from "@/ui/tag";

import type { Today } from "./use-today";

const SHOWN = 3;

export interface ToDoProps {
  slug: string;
  today: Today;
  onAsk: (row: AppointmentRow, step: AskedStep) => void;
}

/** What waits for this person: notes to sign, owners to answer, requests to approve, visits to hand over. Nothing waits: it says so. */
export function ToDo({ slug, today, onAsk }: ToDoProps) {
  const { t } = useTranslation(["w-today", "appointments"]);
  const f = useFormats();
  const map = useMap();
  const unread = today.threads.filter((thread) => thread.unread > 0);
  const requests = useRequests(slug, today.zone, today.mayApprove);
  const waiting = requests.count ?? 0;
  const unattended = useUnattended(slug, today.mayApprove && today.maySchedule);
  const schedule = map.href("schedule");
  const freed = useFreed(slug, today.mayBook && schedule !== null);
  const isCalm = freed.length + today.drafts.length + today.unread + waiting + unattended.rows.length === 0;
  // Whoever has a practice to set up has something waiting, and reads it above.
  if (isCalm && today.setup !== null && lacksAny(today.setup)) return null;
  return (
    <section aria-label={t("todo.title")} className="flex flex-col gap-1">
      <h2 className="type-h3 pb-1">{t(isCalm ? "todo.calm" : "todo.title")}</h2>
      <ul className="-mx-2 flex flex-col gap-0.5">
        {freed.slice(0, SHOWN).map(({ place, fits }) => (
          <Line
            key={place.id}
            to={`${schedule}?day=${dayIn(fits[0]?.startsAt ?? place.freed_at, today.zone)}`}
            icon={<CalendarCheck size={15} />}
            name={t("appointments:waitlist.freed", { day: f.day(fits[0]?.startsAt ?? place.freed_at, today.zone, today.now), time: f.time(fits[0]?.startsAt ?? place.freed_at, today.zone) })}
            text={t("appointments:waitlist.fits", { who: f.list(fits.map(({ entry }) => whoOf(entry))) })}
            tag={<Tag tone="green">{t("appointments:waitlist.title")}</Tag>}
          />
        ))}
        {today.drafts.slice(0, SHOWN).map((row) => (
          <Line
            key={row.id}
            to={map.href("consult", row.id)}
            icon={<PencilLine size={15} />}
            name={t("todo.sign", { name: row.patient_name })}
            text={[row.client_name, t("todo.since", { when: f.day(row.visited_at, today.zone, today.now), time: f.time(row.visited_at, today.zone) }), row.title, today.isOwn ? "" : row.vet_name].filter(Boolean).join(", ")}
            tag={<Tag tone="amber">{t("todo.unsigned")}</Tag>}
          />
        ))}
        {today.drafts.length > SHOWN && <li><Link to={map.href("consult") ?? ""} viewTransition className="type-small block px-2 py-1 weight-name text-blue-ink hover:underline">{t("todo.allDrafts", { count: today.drafts.length, more: today.hasMoreDrafts ? "+" : "" })}</Link></li>}
        {unread.slice(0, SHOWN).map((thread) => (
          <Line key={thread.id} to={map.href("messages", thread.id)} icon={<MessageSquare size={15} />} name={t("todo.answer", { name: thread.client_name })} text={thread.last_text || thread.subject} tag={<Tag tone="blue">{t("todo.new", { count: thread.unread })}</Tag>} />
        ))}
      </ul>
      {today.mayApprove && today.maySchedule && <Unattended slug={slug} zone={today.zone} shown={SHOWN} onAssign={(row) => onAsk(row, "assign")} onMove={today.mayBook ? (row) => onAsk(row, "reschedule") : undefined} />}
      {today.mayApprove && waiting > 0 && (
        <div className="-mx-2 flex flex-col pt-1">
          <p className="flex items-baseline justify-between px-2 pb-1">
            <span className="type-label text-ink-2">{t("todo.requests")}</span>
            {waiting > SHOWN && schedule && <Link to={schedule} viewTransition className="type-small weight-name text-blue-ink hover:underline">{t("todo.all", { count: waiting })}</Link>}
          </p>
          <Requests slug={slug} zone={today.zone} shown={SHOWN} onApprove={(row) => onAsk(row, "approve")} onDecline={(row) => onAsk(row, "decline")} />
        </div>
      )}
    </section>
  );
}

function Line({ to, icon, name, text, tag }: { to: string | null; icon: ReactNode; name: string; text: string; tag: ReactNode }) {
  if (to === null) return null;
  return (
    <li>
      <Link to={to} viewTransition className="grid grid-cols-[28px_minmax(0,1fr)_auto] items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover">
        <span aria-hidden="true" className="grid size-7 place-items-center rounded-full bg-sunken text-ink-2">{icon}</span>
        <span className="min-w-0"><b className="block truncate">{name}</b><span className="type-small block truncate text-ink-2">{text}</span></span>
        {tag}
      </Link>
    </li>
  );
}
