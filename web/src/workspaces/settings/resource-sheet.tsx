import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import type { LeaveView, ResourceAdd, ResourceView, WeekSpan } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { addResource, changeResource, resourceHoursQuery, resourcesQuery, setResourceHours } from "@/features/settings/api";
import { changesOf, hasFaults, hoursOf, weekOf, type Week } from "@/features/settings/rules";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Switch } from "@/ui/choices";

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

export function ResourceSheet(props: ResourceSheetProps) {
  const { slug } = useMap();
  const { resource } = props;
  const hours = useQuery({ ...resourceHoursQuery(slug, resource?.id ?? ""), enabled: resource !== null });
  if (resource === null) return <ResourceForm {...props} hours={[]} />;
  if (hours.data) return <ResourceForm key={`${resource.version} ${JSON.stringify(hours.data)}`} {...props} hours={hours.data} />;
  return hours.isError ? <PartFailed onRetry={() => void hours.refetch()} /> : <PartLoading />;
}

function factsOf({ kind, name, user_id, colour, active }: ResourceView): Omit<ResourceValues, "week"> {
  return { kind, name, user_id, colour, active };
}

function ResourceForm({ resource, hours, zone, leave, onAdded }: ResourceSheetProps & { hours: WeekSpan[] }) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const me = useMe();
  const queries = useQueryClient();
  const intent = useIntent();
  // Added already by a save whose hours were then refused: the next save goes on from there.
  const added = useRef<ResourceView | null>(null);
  const initial: ResourceValues = {
    ...(resource ? factsOf(resource) : { kind: "vet", name: "", user_id: null, colour: "", active: true }),
    week: weekOf(hours),
  };
  const editing = useEditing<ResourceValues>({
    draftKey: `resource.${slug}.${resource?.id ?? "new"}.${me.id}`,
    initial,
    check: (value): Faults<ResourceValues> => ({
      ...(value.name.trim() === "" ? { name: t("resource.fault.name") } : {}),
      ...(hasFaults(value.week) ? { week: t("hours.faulty") } : {}),
    }),
    problemText: useProblemText("w-settings"),
    send: async (value) => {
      const { week, kind, ...facts } = value;
      const known = resource ?? added.current;
      const { week: newWeek, ...changes } = changesOf({ ...initial, ...(known && factsOf(known)), kind }, { ...facts, name: facts.name.trim(), kind, week });
      let saved = known;
      if (saved === null) saved = await intent({ kind, name: facts.name.trim(), user_id: facts.user_id, colour: facts.colour }, (sent, headers) => addResource(slug, sent, headers));
      else if (Object.keys(changes).length > 0) saved = await changeResource(slug, saved, changes);
      if (resource === null) added.current = saved;
      if (newWeek) queries.setQueryData(resourceHoursQuery(slug, saved.id).queryKey, await setResourceHours(slug, saved.id, hoursOf(newWeek)));
      const now = saved;
      queries.setQueryData(resourcesQuery(slug).queryKey, (before) => [...(before ?? []).filter((one) => one.id !== now.id), now]);
      void queries.invalidateQueries({ queryKey: ["resources", slug], exact: true });
      void queries.invalidateQueries({ queryKey: ["slots"] });
      toast.done(t("resource.saved", { name: saved.name }));
      if (resource === null) onAdded(saved.id);
    },
  });
  const { value, set } = editing;
  const days = Object.values(value.week).filter((day) => day.length > 0).length;
  const name = value.name || t(`resource.new.${value.kind}`);
  const isPerson = value.kind === "vet" || value.kind === "paravet";
  return (
    <FormSheet label={name} onSave={editing.save}>
      <SheetHead title={name} action={resource && <Switch label={t("resource.active")} checked={value.active} onChange={(event) => set("active", event.target.checked)} />}>
        {days === 0 ? t(isPerson ? "resource.noHours" : "resource.asPractice") : t("resource.works", { count: days })}
      </SheetHead>
      <div className="mt-5"><ResourceFields value={value} set={set} errors={editing.errors} isNew={resource === null} /></div>
      {resource && isPerson && <LeaveSection resource={resource} zone={zone} leave={leave} />}
      <Section title={t("resource.hours")} hint={t(isPerson ? "resource.hoursHint" : "resource.roomHoursHint")}>
        <WeekEditor week={value.week} closedText={t("resource.off")} onChange={(week) => set("week", week)} />
      </Section>
      <SaveBar part="resource" editing={{ ...editing, problem: editing.problem ?? editing.errors.week ?? null }} subject={name} />
    </FormSheet>
  );
}
