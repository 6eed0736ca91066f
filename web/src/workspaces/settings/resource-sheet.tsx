import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { LeaveView, ResourceAdd, ResourceView, WeekView } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { addResource, changeResource, openingHoursQuery, resourceHoursQuery, resourcesQuery, setResourceHours } from "@/features/settings/api";
import { hasFaults, hoursOf, weekOf, type Week } from "@/features/settings/rules";
import { changesOf } from "@/lib/changed";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Switch } from "@/ui/choices";

import { DisplacedNote, useDisplaced } from "./displaced";
import { LeaveSection } from "./leave-section";
import { ResourceFields } from "./resource-fields";
import { SaveBar } from "./save-bar";
import { FormSheet, PartFailed, PartLoading, Section, SheetHead } from "./sheet";
import { useEditing, type Faults } from "./use-editing";
import { WeekEditor } from "./week-editor";

/** Who or what it is and when it works: one form, though the server keeps the two apart. */
export interface ResourceValues {
  kind: ResourceAdd["kind"];
  name: string;
  user_id: string | null;
  colour: string;
  active: boolean;
  week: Week;
}

export interface ResourceSheetProps {
  /** Null for a new one. */
  resource: ResourceView | null;
  zone: string;
  leave: readonly LeaveView[];
  onAdded: (id: string) => void;
}

const isPersonal = (kind: ResourceAdd["kind"]): boolean => kind === "vet" || kind === "paravet";

export function ResourceSheet(props: ResourceSheetProps) {
  const { slug } = useMap();
  const { resource } = props;
  const hours = useQuery({ ...resourceHoursQuery(slug, resource?.id ?? ""), enabled: resource !== null });
  if (resource === null) return <ResourceForm {...props} hours={null} />;
  if (hours.data) return <ResourceForm key={`${resource.version} ${JSON.stringify(hours.data)}`} {...props} hours={hours.data} />;
  return hours.isError ? <PartFailed onRetry={() => void hours.refetch()} /> : <PartLoading />;
}

function factsOf({ kind, name, user_id, colour, active }: ResourceView): Omit<ResourceValues, "week"> {
  return { kind, name, user_id, colour, active };
}

function ResourceForm({ resource, hours, zone, leave, onAdded }: ResourceSheetProps & { hours: WeekView | null }) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const me = useMe();
  const practice = useQuery(openingHoursQuery(slug)).data;
  const queries = useQueryClient();
  const intent = useIntent();
  // Added already by a save whose hours were then refused: the next save goes on from there.
  const added = useRef<ResourceView | null>(null);
  const initial: ResourceValues = {
    ...(resource ? factsOf(resource) : { kind: "vet", name: "", user_id: null, colour: "", active: true }),
    week: weekOf(hours?.items ?? []),
  };
  const draftKey = (id: string): string => `resource.${slug}.${id}.${me.id}`;
  const editing = useEditing<ResourceValues>({
    draftKey: draftKey(resource?.id ?? "new"),
    initial,
    check: (value): Faults<ResourceValues> => ({
      ...(value.name.trim() === "" ? { name: t("resource.fault.name") } : {}),
      ...(hasFaults(value.week) ? { week: t("hours.faulty") } : {}),
    }),
    problemText: useProblemText("w-settings"),
    send: async (value, goesOnAs) => {
      const { week: whole, kind, ...facts } = value;
      const known = resource ?? added.current;
      const { week: newWeek, ...changes } = changesOf({ ...initial, ...(known && factsOf(known)), kind }, { ...facts, name: facts.name.trim(), kind, week: whole });
      let saved = known;
      if (saved === null) saved = await intent({ kind, name: facts.name.trim(), user_id: facts.user_id, colour: facts.colour }, (sent, headers) => addResource(slug, sent, headers));
      else if (Object.keys(changes).length > 0) saved = await changeResource(slug, saved, changes);
      if (resource === null) added.current = saved;
      if (newWeek) {
        const ofWeek = resourceHoursQuery(slug, saved.id);
        // Somebody new begins with the hours of the practice, which this form has not seen.
        const { version } = hours ?? (await queries.fetchQuery({ ...ofWeek, staleTime: 0 }));
        const week = await setResourceHours(slug, saved.id, version, hoursOf(newWeek)).catch((error: unknown) => {
          if (isProblem(error, "stale")) {
            toast.failed(t("hours.stale"));
            void queries.invalidateQueries({ queryKey: ofWeek.queryKey });
          }
          throw error;
        });
        queries.setQueryData(ofWeek.queryKey, week);
      }
      const now = saved;
      queries.setQueryData(resourcesQuery(slug).queryKey, (before) => before && { ...before, items: [...before.items.filter((one) => one.id !== now.id), now] });
      void queries.invalidateQueries({ queryKey: ["resources", slug], exact: true });
      void queries.invalidateQueries({ queryKey: ["slots"] });
      toast.done(t("resource.saved", { name: saved.name }));
      if (resource === null) {
        goesOnAs(draftKey(saved.id));
        onAdded(saved.id);
      }
    },
  });
  const { value, set } = editing;
  const isNewWeek = resource !== null && isPersonal(value.kind) && !hasFaults(value.week) && JSON.stringify(value.week) !== JSON.stringify(initial.week);
  const isOff = resource !== null && !value.active;
  const displaced = useDisplaced(isOff ? { leaving: resource.id } : isNewWeek ? { week: { items: hoursOf(value.week), resource_id: resource.id } } : null);
  const save = (): void => editing.save(displaced.mayGoOn);
  const days = Object.values(value.week).filter((day) => day.length > 0).length;
  const name = value.name || t(`resource.new.${value.kind}`);
  const isPerson = isPersonal(value.kind);
  return (
    <FormSheet label={name} onSave={save}>
      <SheetHead title={name} action={resource && <Switch label={t("resource.active")} checked={value.active} onChange={(event) => set("active", event.target.checked)} />}>
        {days === 0 ? t(isPerson ? "resource.noHours" : "resource.asPractice") : t("resource.works", { count: days })}
      </SheetHead>
      {isOff && <DisplacedNote state={displaced} zone={zone} because="gone" vetId={value.kind === "vet" ? resource.id : undefined} className="mt-4" />}
      <div className="mt-5"><ResourceFields value={value} set={set} errors={editing.errors} isNew={resource === null} /></div>
      {resource && isPerson && <LeaveSection resource={resource} zone={zone} leave={leave} />}
      <Section title={t("resource.hours")} hint={t(isPerson ? "resource.hoursHint" : "resource.roomHoursHint")}>
        {isPerson && days === 0 && practice && <Button size="s" className="mb-2" onClick={() => set("week", weekOf(practice.items))}>{t("resource.takeHours")}</Button>}
        <WeekEditor week={value.week} closedText={t("resource.off")} onChange={(week) => set("week", week)} />
      </Section>
      {!isOff && <DisplacedNote state={displaced} zone={zone} because="own" className="mt-4" />}
      <SaveBar part="resource" isAgainst={displaced.isTold && (resource?.active ?? true)} editing={{ ...editing, save, problem: editing.problem ?? editing.errors.week ?? null }} subject={name} />
    </FormSheet>
  );
}
