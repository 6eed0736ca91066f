import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/button";
import { Select } from "@/ui/select";
import { DateField } from "@/ui/text-field";

/** What a log can be narrowed to; days are local, both included. */
export interface LogFilterValues {
  actor?: { id: string; name: string };
  action: string;
  outcome: string;
  first: string;
  last: string;
}

export const NO_FILTER: LogFilterValues = { action: "", outcome: "", first: "", last: "" };

export interface LogFiltersProps {
  value: LogFilterValues;
  onChange: (value: LogFilterValues) => void;
  /** Beginnings of actions that can occur here. */
  actions: readonly string[];
  /** More filters of the screen's own. */
  children?: ReactNode;
}

export function LogFilters({ value, onChange, actions, children }: LogFiltersProps) {
  const { t } = useTranslation("insights");
  const set = (change: Partial<LogFilterValues>): void => onChange({ ...value, ...change });
  const isNarrowed = JSON.stringify(value) !== JSON.stringify(NO_FILTER);
  const words = actions.map((action) => ({ value: action, label: t(`group.${action.replace(/\.$/, "")}`) })).sort((left, right) => left.label.localeCompare(right.label));
  return (
    <div role="search" aria-label={t("filter.title")} className="grid grid-cols-2 items-end gap-3 tablet:grid-cols-4 desk:grid-cols-[170px_140px_150px_150px_minmax(0,1fr)]">
      <Select label={t("filter.action")} value={value.action} onChange={(event) => set({ action: event.target.value })} options={[{ value: "", label: t("filter.all") }, ...words]} />
      <Select label={t("filter.outcome")} value={value.outcome} onChange={(event) => set({ outcome: event.target.value })} options={[{ value: "", label: t("filter.all") }, { value: "done", label: t("outcome.done") }, { value: "refused", label: t("outcome.refused") }]} />
      <DateField label={t("filter.from")} value={value.first} max={value.last || undefined} onChange={(event) => set({ first: event.target.value })} />
      <DateField label={t("filter.to")} value={value.last} min={value.first || undefined} onChange={(event) => set({ last: event.target.value })} />
      <div className="col-span-2 flex flex-wrap items-end gap-2 tablet:col-span-4 desk:col-span-1">
        {children}
        {value.actor && (
          <Button size="s" className="mb-1" icon={<X size={13} aria-hidden="true" />} aria-label={t("filter.notOnly", { name: value.actor.name })} onClick={() => set({ actor: undefined })}>{value.actor.name}</Button>
        )}
        {isNarrowed && <Button tone="bare" size="s" className="mb-1" onClick={() => onChange(NO_FILTER)}>{t("filter.clear")}</Button>}
      </div>
    </div>
  );
}
