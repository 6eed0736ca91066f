import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ThreadView } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Avatar } from "@/ui/avatar";
import { SpeciesIcon } from "@/ui/species-icon";
import { Tag } from "@/ui/tag";

/** Whose conversation, about what, and whether something in it is not read. */
export function ThreadLine({ thread, zone, isShown }: { thread: ThreadView; zone: string; isShown: boolean }) {
  const { t } = useTranslation("w-messages");
  const f = useFormats();
  const map = useMap();
  const now = useNow();
  const isToday = dayIn(thread.last_message_at, zone) === dayIn(now, zone);
  const isUnread = thread.unread > 0;
  return (
    <li>
      <Link
        to={map.href("messages", thread.id) ?? ""}
        aria-current={isShown ? "true" : undefined}
        className={cn("grid grid-cols-[32px_minmax(0,1fr)_auto] gap-x-2.5 rounded-md px-2.5 py-2", isShown ? "bg-surface shadow-[0_0_0_2px_var(--blue-fill)]" : "hover:bg-hover")}
      >
        <Avatar name={thread.client_name} size={32} isDecorative className="row-span-3" />
        <span className={cn("flex min-w-0 items-center gap-1.5", isUnread ? "font-semibold" : "weight-name")}>
          <span className="truncate">{[thread.client_name, thread.patient_name].filter(Boolean).join(", ")}</span>
          {thread.species && <SpeciesIcon species={thread.species} size={15} isBare className="flex-none text-ink-3" />}
        </span>
        <span className="mono text-[12px] text-ink-2">{isToday ? f.time(thread.last_message_at, zone) : f.day(thread.last_message_at, zone, now)}</span>
        <span className={cn("truncate", isUnread ? "font-semibold text-ink" : "text-ink-2")}>{thread.subject}</span>
        {isUnread && <Tag tone="blue">{t("unread", { count: thread.unread })}</Tag>}
        <span className="col-start-2 col-end-4 type-small truncate text-ink-3">{thread.last_side === "practice" && <>{t("us")}: </>}{thread.last_text}</span>
      </Link>
    </li>
  );
}
