import { useQuery } from "@tanstack/react-query";

import type { AppointmentRow, ResourceView } from "@/api/types";
import { typesQuery } from "@/features/appointments/api";
import { workingHoursQuery } from "@/features/settings/api";
import { weekdayOf } from "@/features/settings/rules";

import { minutesOf } from "./away";
import type { Ground } from "./moving";
import { isPerson, type Hours } from "./rules";
import type { Away } from "./use-away";

export interface Known {
  slug: string;
  rows: readonly AppointmentRow[];
  resources: readonly ResourceView[];
  away: Away;
  zone: string;
  now: Date;
}

/** What there is to know of everybody's time while something is moved; asked once, and only for who may move. */
export function useGround({ slug, rows, resources, away, zone, now }: Known, isOn: boolean): Ground {
  const types = useQuery({ ...typesQuery(slug), enabled: isOn }).data ?? [];
  const working = useQuery({ ...workingHoursQuery(slug), enabled: isOn }).data;
  const people = new Set(resources.filter(isPerson).map(({ id }) => id));
  const worksOn = (resourceId: string, day: string): readonly Hours[] | null => {
    if (!working || working.is_cut || !people.has(resourceId)) return null;
    const ofDay = working.items.filter((one) => one.resource_id === resourceId && one.weekday === weekdayOf(day));
    return ofDay.map(({ opens, closes }) => ({ from: minutesOf(opens), to: minutesOf(closes) }));
  };
  const buffers = new Map(types.map((type) => [type.key, { before: type.before_minutes, after: type.after_minutes }]));
  return { rows, resources, buffers, leave: away.leave, openOn: away.openOn, worksOn, zone, now };
}
