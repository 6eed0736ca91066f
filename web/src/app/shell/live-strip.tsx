import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Armchair, Clock, Euro, MessageSquare, TriangleAlert, UserRoundCheck, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useIsLive } from "@/app/realtime";
import { useNow } from "@/features/appointments/practice";
import { useMay, useMembership } from "@/features/identity/session";
import { threadsQuery } from "@/features/messages/api";
import { boardQuery } from "@/features/visits/api";
import { happeningsOf, type Happening, type HappeningKind } from "@/features/visits/happenings";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";

const LINES = 6;
const LOOK: Record<HappeningKind, { icon: LucideIcon; colour: string }> = {
  late: { icon: TriangleAlert, colour: "text-amber-ink" },
  arrived: { icon: UserRoundCheck, colour: "text-blue-ink" },
  longWait: { icon: Armchair, colour: "text-amber-ink" },
  over: { icon: Clock, colour: "text-amber-ink" },
  toPay: { icon: Euro, colour: "text-green-ink" },
  message: { icon: MessageSquare, colour: "text-purple-ink" },
};

function useOwnZone(slug: string): string {
  return useMembership(slug)?.practice_zone ?? "UTC";
}

/** Of the practice that a person is in: none on the platform's own screens. */
function useHappenings(): Happening[] {
  const { slug } = useMap();
  const zone = useOwnZone(slug);
  const now = useNow();
  const seesBoard = useMay(slug, "schedule.read");
  const seesPost = useMay(slug, "messages.read");
  const board = useQuery({ ...boardQuery(slug, dayIn(now, zone)), enabled: seesBoard });
  const threads = useInfiniteQuery({ ...threadsQuery(slug, "open"), enabled: seesPost });
  return happeningsOf(board.data?.items ?? [], threads.data?.pages.flatMap((page) => page.items) ?? [], now);
}

/** What goes on in the practice, the newest on top, as the server pushes it: who came, who waits, who wrote. */
export function LiveStrip() {
  const { t } = useTranslation("shell");
  const isLive = useIsLive();
  const lines = useHappenings().slice(0, LINES);
  return (
    <section aria-label={t("live.title")} className="mt-auto flex min-h-0 flex-col pt-3.5">
      <h2 className="flex items-center gap-[7px] px-2 pt-1 pb-1.5 font-sans text-[12px] leading-4 font-semibold tracking-normal text-ink-2">
        <LiveMark isLive={isLive} />
        {t("live.title")}
        <span className="sr-only">: {isLive ? t("live.connected") : t("live.waiting")}</span>
      </h2>
      {!isLive && <p className="type-small px-2 pb-1 text-ink-3">{t("live.waiting")}</p>}
      {lines.length === 0 && isLive && <p className="type-small px-2 text-ink-3">{t("live.calm")}</p>}
      <ul aria-live="polite" aria-relevant="additions">
        {lines.map((line) => <Line key={`${line.kind} ${line.id}`} line={line} />)}
      </ul>
    </section>
  );
}

function Line({ line }: { line: Happening }) {
  const f = useFormats();
  const map = useMap();
  const zone = useOwnZone(map.slug);
  const { icon: Icon, colour } = LOOK[line.kind];
  const href = line.threadId ? map.href("messages", line.threadId) : map.href("patient", line.patientId ?? "");
  const body = (
    <>
      <time dateTime={line.at} className="mono flex-none text-[11px] leading-[18px] text-ink-3">{f.time(line.at, zone)}</time>
      <Icon size={13} aria-hidden="true" className={cn("mt-[2.5px] flex-none", colour)} />
      <span className="min-w-0 text-[12px] leading-[18px] wrap-anywhere text-ink-2"><Words line={line} /></span>
    </>
  );
  const box = "flex items-start gap-2 rounded-md px-2 py-[3px]";
  return (
    <li className="animate-row">
      {href === null ? <span className={box}>{body}</span> : <Link to={href} viewTransition className={cn(box, "hover:bg-hover")}>{body}</Link>}
    </li>
  );
}

function Words({ line }: { line: Happening }) {
  const { t } = useTranslation("shell");
  return <><b className="weight-name text-ink">{line.name}</b> {t(`live.of.${line.kind}`, { count: line.count ?? 0 })}</>;
}

/** The strip's newest line, where a tablet or phone has no room beside the canvas. */
export function LiveLine() {
  const { t } = useTranslation("shell");
  const isLive = useIsLive();
  const [newest] = useHappenings();
  return (
    <span className="flex min-w-0 items-center gap-[7px]">
      <LiveMark isLive={isLive} />
      <span className="truncate">{!isLive ? t("live.waiting") : newest ? <Words line={newest} /> : t("live.calm")}</span>
    </span>
  );
}

function LiveMark({ isLive }: { isLive: boolean }) {
  return <span aria-hidden="true" className={cn("size-[7px] flex-none rounded-full", isLive ? "bg-green" : "shadow-[inset_0_0_0_1.5px_var(--slate)]")} />;
}
