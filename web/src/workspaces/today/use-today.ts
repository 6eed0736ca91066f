import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import type { AppointmentRow } from "@/api/types";
import { appointmentsQuery, dashboardQuery, typesQuery } from "@/features/appointments/api";
import { useNow, useOwnVetId, useZone } from "@/features/appointments/practice";
import { isForVet, walkedIn } from "@/features/appointments/walk-ins";
import { useMay } from "@/features/identity/session";
import { threadsQuery, unreadOf } from "@/features/messages/api";
import { draftsQuery } from "@/features/records/api";
import { useSetup } from "@/features/settings/setup";
import { boardQuery } from "@/features/visits/api";
import { dayIn } from "@/lib/formats";

/** All that the hub shows, each part only for who may see it. */
export function useToday(slug: string) {
  const zone = useZone(slug);
  const now = useNow();
  const today = dayIn(now, zone);
  const ownVetId = useOwnVetId(slug);
  const maySchedule = useMay(slug, "schedule.read");
  const maySign = useMay(slug, "records.sign");
  const mayReadNotes = useMay(slug, "records.read");
  const mayNote = useMay(slug, "records.write");
  const mayTalk = useMay(slug, "messages.read");
  const mayApprove = useMay(slug, "schedule.approve");
  const mayBook = useMay(slug, "schedule.book");
  const mayManage = useMay(slug, "practice.manage");
  const day = useQuery({ ...appointmentsQuery(slug, { from: today, to: today }), enabled: maySchedule });
  const board = useQuery({ ...boardQuery(slug, today), enabled: maySchedule });
  const drafts = useInfiniteQuery({ ...draftsQuery(slug, ownVetId ?? undefined), enabled: maySign && mayReadNotes && ownVetId !== undefined });
  const dashboard = useQuery({ ...dashboardQuery(slug), enabled: maySchedule });
  const threads = useInfiniteQuery({ ...threadsQuery(slug, "open"), enabled: mayTalk });
  const all = day.data ?? [];
  const own: AppointmentRow[] = ownVetId ? all.filter((row) => row.vet_id === ownVetId) : all;
  const walkIns = walkedIn(board.data?.items ?? []).filter((row) => isForVet(row, ownVetId));
  const types = useQuery({ ...typesQuery(slug), enabled: useMay(slug, "schedule.manage") });
  const setup = useSetup(slug, types.data);
  return {
    zone, setup, now, today, day, all, own, walkIns, maySign, mayNote, mayApprove, mayBook, mayManage, mayTalk, maySchedule,
    isOwn: Boolean(ownVetId),
    ownVetId: ownVetId ?? null,
    /** What this vet has not signed, or nobody has where no vet is signed in; empty for who may not sign. */
    drafts: drafts.data?.pages.flatMap((page) => page.items) ?? [],
    hasMoreDrafts: drafts.hasNextPage,
    dashboard: dashboard.data,
    board: board.data?.items ?? [],
    threads: threads.data?.pages.flatMap((page) => page.items) ?? [],
    hasMoreThreads: threads.hasNextPage,
    /** Conversations with something unread. */
    unread: unreadOf(threads.data),
  };
}

export type Today = ReturnType<typeof useToday>;
