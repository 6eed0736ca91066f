import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { AskedCommand, Found } from "@/api/types";
import { vetsQuery } from "@/features/appointments/api";
import { useZone } from "@/features/appointments/practice";
import { useMembership } from "@/features/identity/session";
import { dayIn } from "@/lib/formats";
import { useMap, type PracticeMap } from "@/lib/map";

type Place = NonNullable<AskedCommand["place"]>;

const PLACES: Record<Place, readonly [workspace: string, ...rest: string[]]> = {
  today: ["today"],
  desk: ["front-desk"],
  schedule: ["schedule"],
  requests: ["schedule"],
  patients: ["patient"],
  messages: ["messages"],
  insights: ["insights"],
  log: ["insights", "log"],
  settings: ["settings"],
  team: ["settings", "team"],
  hours: ["settings", "hours"],
  types: ["settings", "types"],
};

const placeOf = (map: PracticeMap, id: string, on: string | null): string | null => {
  const way = PLACES[id as Place];
  const to = way ? map.href(...way) : null;
  return to !== null && on !== null && id === "schedule" ? `${to}?day=${on}` : to;
};

/** Where a found thing is, on the day that was asked for; null where the person may not go there. A kind of visit is no place, it is what a visit is asked for. */
export function useDestinations() {
  const map = useMap();
  const { slug } = map;
  const zone = useZone(slug);
  const permissions = useMembership(slug)?.permissions.join(" ") ?? "";
  const mayPlan = permissions.split(" ").includes("schedule.read");
  const { data: vets } = useQuery({ ...vetsQuery(slug), enabled: mayPlan });
  return useMemo(() => {
    const may = (permission: string): boolean => permissions.split(" ").includes(permission);
    const staff = (id: string): string | null => {
      const vet = vets?.items.find((one) => one.user_id === id && one.active);
      const agenda = map.href("schedule");
      if (vet && agenda) return `${agenda}?vet=${vet.id}`;
      return may("staff.manage") ? map.href("settings", "team") : null;
    };
    return (found: Found, on: string | null): string | null => {
      switch (found.kind) {
        case "patient":
          return map.href("patient", found.id);
        case "client":
          // Which animal's file that is, is looked up when it is opened.
          return map.href("patient");
        case "appointment": {
          const agenda = map.href("schedule");
          return agenda && found.starts_at ? `${agenda}?day=${dayIn(found.starts_at, zone)}&selected=${found.id}` : null;
        }
        case "staff":
          return staff(found.id);
        case "type":
          return may("schedule.book") ? map.href("schedule") : null;
        case "place":
          return placeOf(map, found.id, on);
        case "practice":
          return `/p/${found.id}`;
      }
    };
  }, [map, zone, permissions, vets]);
}
