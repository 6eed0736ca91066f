import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { profileQuery, typesQuery } from "@/features/appointments/api";
import { departmentsQuery, leaveQuery, openingHoursQuery, resourcesQuery } from "@/features/settings/api";
import { minutesOpen, weekdayOf, weekOf } from "@/features/settings/rules";
import { useSetup } from "@/features/settings/setup";
import { invitationsQuery, membersQuery, vetApplicationsQuery } from "@/features/team/api";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";

export interface Summary {
  text: string | null;
  figure?: string;
  unit?: string;
  /** Something waits for the reader here. */
  isWaiting?: boolean;
}

/** What stands in each part now, in a sentence part and a figure: nobody has to open a part to know. */
export function useSummaries(slug: string, may: (permission: string) => boolean): { summaries: Record<string, Summary>; headline: string | null; lead: string | null } {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const [now] = useState(() => new Date().toISOString());
  const isPlanner = may("schedule.manage");
  const isStaffer = may("staff.manage");
  const profile = useQuery({ ...profileQuery(slug), enabled: may("practice.read") }).data;
  const hours = useQuery({ ...openingHoursQuery(slug), enabled: isPlanner }).data;
  const types = useQuery({ ...typesQuery(slug), enabled: isPlanner }).data;
  const resources = useQuery({ ...resourcesQuery(slug), enabled: isPlanner }).data;
  const leave = useQuery({ ...leaveQuery(slug), enabled: isPlanner }).data;
  const departments = useQuery({ ...departmentsQuery(slug), enabled: may("practice.manage") }).data;
  const members = useInfiniteQuery({ ...membersQuery(slug), enabled: isStaffer }).data;
  const invitations = useQuery({ ...invitationsQuery(slug), enabled: isStaffer }).data;
  const applications = useQuery({ ...vetApplicationsQuery(slug, "pending"), enabled: isStaffer }).data;

  const setup = useSetup(slug, types);
  const week = hours && weekOf(hours.items);
  const spans = week && profile ? (week[weekdayOf(dayIn(now, profile.zone))] ?? []) : null;
  const online = types?.filter((type) => type.online && type.active).length;
  const working = members?.pages.flatMap((page) => page.items).length;
  const away = leave?.filter((one) => one.ends_at > now).length ?? 0;
  const asked = (applications?.length ?? 0) + (invitations?.length ?? 0);
  const idle = setup?.idle ?? [];
  const today = spans === null ? null : (spans.at(-1)?.closes ?? "");
  return {
    headline: setup?.isBookable === false ? t("headline.notBookable") : today === null ? (profile?.name ?? null) : today ? t("headline.open", { time: today }) : t("headline.closed"),
    lead: setup?.isBookable === false ? t(`headline.next.${setup.steps.find((step) => !step.isDone)?.key ?? "vets"}`) : online === undefined ? (profile?.city ?? null) : t("headline.lead", { count: online }),
    summaries: {
      profile: { text: profile ? `${profile.city || t("profile.noCity")}, ${t("part.species", { count: profile.species.length })}` : null },
      hours: {
        text: week ? t("part.days", { count: Object.values(week).filter((day) => day.length > 0).length }) : null,
        figure: week && f.number(Object.values(week).reduce((sum, day) => sum + minutesOpen(day), 0) / 60, 1),
        unit: t("unit.hours"),
      },
      types: { text: online === undefined ? null : t("part.online", { count: online }), figure: types && String(types.filter((type) => type.active).length) },
      resources: {
        text: resources ? idle[0] ? t("part.idle", { count: idle.length, name: idle[0].name }) : (away > 0 ? t("part.leave", { count: away }) : t("part.noLeave")) : null,
        isWaiting: idle.length > 0,
        figure: resources && String(resources.filter((one) => one.active).length),
      },
      departments: {
        text: departments ? (departments.length === 0 ? t("part.noDepartments") : f.list(departments.filter((one) => one.active).slice(0, 2).map((one) => one.name))) : null,
        figure: departments && String(departments.filter((one) => one.active).length),
      },
      team: {
        text: working === undefined ? null : asked > 0 ? t("part.asked", { count: asked }) : t("part.nobodyAsks"),
        figure: working === undefined ? undefined : String(working),
        isWaiting: (applications?.length ?? 0) > 0,
      },
    },
  };
}
