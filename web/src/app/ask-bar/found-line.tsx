import { Building2, Calendar, Clock } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Found } from "@/api/types";
import { WORKSPACES } from "@/app/workspaces";
import { useNow, useZone } from "@/features/appointments/practice";
import { useMe } from "@/features/identity/session";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Avatar } from "@/ui/avatar";
import { Marked } from "@/ui/marked";
import { SpeciesIcon } from "@/ui/species-icon";
import { Tag } from "@/ui/tag";

const PLACE_ICONS: Record<string, string> = { desk: "front-desk", requests: "schedule", patients: "patient", log: "insights", team: "settings", hours: "settings", types: "settings" };

function Picture({ found }: { found: Found }) {
  const box = (icon: ReactNode): ReactNode => <span className="grid size-7 flex-none place-items-center rounded-md bg-surface text-ink-2 shadow-1">{icon}</span>;
  if (found.kind === "patient" || (found.kind === "appointment" && found.species)) return <SpeciesIcon species={found.species ?? "other"} size={28} />;
  if (found.kind === "client" || found.kind === "staff") return <Avatar name={found.title} size={28} isDecorative />;
  if (found.kind === "practice") return box(<Building2 size={16} aria-hidden="true" />);
  const Icon = (found.kind === "place" ? WORKSPACES.find(({ key }) => key === (PLACE_ICONS[found.id] ?? found.id))?.icon : undefined) ?? Calendar;
  return box(<Icon size={16} />);
}

/** One found thing: what it is called, whose or when it is, and why it was found where that cannot be seen; `on` is the day of the agenda. */
export function FoundLine({ found, typed, on }: { found: Found; typed: string; on: string | null }) {
  const { t } = useTranslation("ask-bar");
  const [title, detail] = useWords(found, on);
  const isGone = found.state === "deceased" || found.state === "archived";
  return (
    <>
      <Picture found={found} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 items-center gap-1.5">
          <b className={isGone ? "truncate text-ink-2" : "truncate"}><Marked text={title} typed={typed} /></b>
          {isGone && <Tag tone="slate">{found.state === "deceased" ? `† ${t("state.deceased")}` : t("state.archived")}</Tag>}
          {found.state === "pending" && <Tag tone="amber" icon={<Clock aria-hidden="true" />}>{t("state.pending")}</Tag>}
        </span>
        {detail && <span className="type-small truncate text-ink-2"><Marked text={detail} typed={typed} /></span>}
      </span>
      <Why found={found} />
    </>
  );
}

/** A name that begins as typed is underlined; every other reason is said. */
function Why({ found: { matched, is_recent: isRecent } }: { found: Found }) {
  const { t } = useTranslation("ask-bar");
  const why = isRecent ? "recent" : matched;
  if (why === "name" || why === "type") return null;
  return <span className="type-small flex flex-none items-center gap-1 text-ink-3">{why === "recent" && <Clock size={12} aria-hidden="true" />}{t(`matched.${why}`)}</span>;
}

function useWords(found: Found, asked: string | null): [title: string, detail: string] {
  const { t } = useTranslation(["ask-bar", "common"]);
  const f = useFormats();
  const now = useNow();
  const zone = useZone(useMap().slug);
  const me = useMe();
  if (found.kind === "appointment" && found.starts_at) {
    const on = dayIn(found.starts_at, zone);
    // Every year has the same days: of another year it is said which.
    const day = on.slice(0, 4) === dayIn(now, zone).slice(0, 4) ? f.day(found.starts_at, zone, now) : f.date(on);
    return [found.title, [`${day} ${f.time(found.starts_at, zone)}`, found.type_name, found.subtitle].filter(Boolean).join(" · ")];
  }
  if (found.kind === "patient") return [found.title, [found.subtitle, found.species && t(`common:species.${found.species}`)].filter(Boolean).join(" · ")];
  if (found.kind === "place") return [t(`place.${found.id}`), asked !== null && found.id === "schedule" ? f.date(asked, "medium") : ""];
  if (found.kind === "practice") return [found.title, me.memberships.find((one) => one.practice_slug === found.id)?.role_name ?? ""];
  if (found.kind === "type") return [found.title, t("typeHint")];
  return [found.title, found.subtitle ?? ""];
}
