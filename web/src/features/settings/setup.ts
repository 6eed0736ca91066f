import { useQuery } from "@tanstack/react-query";

import type { AppointmentTypeView, PracticePhoto, ResourceView, WeekSpan } from "@/api/types";
import { useMay } from "@/features/identity/session";

import { openingHoursQuery, photosQuery, resourcesQuery } from "./api";

export type SetupKey = "hours" | "vets" | "types" | "photo";

export interface SetupStep {
  key: SetupKey;
  isDone: boolean;
  /** The part of the settings where it is done. */
  to: readonly string[];
}

export interface Setup {
  steps: SetupStep[];
  /** Who stands in the agenda, but nobody said when they work. */
  idle: ResourceView[];
  /** Whether an owner could find a time at all. */
  isBookable: boolean;
}

export interface SetupFacts {
  hours: readonly Pick<WeekSpan, "weekday">[];
  resources: readonly ResourceView[];
  types: readonly Pick<AppointmentTypeView, "active" | "online" | "resource_ids">[];
  /** Left out where the reader may not change them. */
  photos?: readonly Pick<PracticePhoto, "id">[] | undefined;
}

/** What a practice still lacks before owners can book, in the order in which it is done. */
export function setupOf({ hours, resources, types, photos }: SetupFacts): Setup {
  const people = resources.filter((one) => one.active && (one.kind === "vet" || one.kind === "paravet"));
  const idle = people.filter((one) => !one.has_hours);
  const ready = new Set(people.filter((one) => one.has_hours).map((one) => one.id));
  const online = types.filter((type) => type.active && type.online);
  const isDone = {
    hours: hours.length > 0,
    vets: ready.size > 0,
    // Before anybody works it is enough that there are kinds of visits; then somebody has to do one.
    types: ready.size === 0 ? online.length > 0 : online.some((type) => type.resource_ids.some((id) => ready.has(id))),
  };
  const steps: SetupStep[] = [
    { key: "hours", isDone: isDone.hours, to: ["hours"] },
    { key: "vets", isDone: isDone.vets, to: ["resources", idle[0]?.id ?? (people[0]?.id ?? "new")] },
    { key: "types", isDone: isDone.types, to: ["types"] },
  ];
  if (photos) steps.push({ key: "photo", isDone: photos.length > 0, to: ["profile"] });
  return { steps, idle, isBookable: isDone.hours && isDone.vets && isDone.types };
}

/** Whether there is anything left to say about it. */
export function lacksAny({ steps, idle }: Setup): boolean {
  return idle.length > 0 || steps.some((step) => !step.isDone);
}

/** The same of one practice with its kinds of visits, for who may set it up; null for others and until it is known. */
export function useSetup(slug: string, types: SetupFacts["types"] | undefined): Setup | null {
  const mayPlan = useMay(slug, "schedule.manage");
  const mayShow = useMay(slug, "practice.manage");
  const hours = useQuery({ ...openingHoursQuery(slug), enabled: mayPlan }).data;
  const resources = useQuery({ ...resourcesQuery(slug), enabled: mayPlan }).data;
  const photos = useQuery({ ...photosQuery(slug), enabled: mayPlan && mayShow });
  if (!mayPlan || !hours || !types || !resources || (mayShow && photos.isPending)) return null;
  return setupOf({ hours: hours.items, resources, types, photos: mayShow ? photos.data : undefined });
}
