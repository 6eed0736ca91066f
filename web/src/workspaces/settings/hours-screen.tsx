import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { WeekSpan } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { profileQuery } from "@/features/appointments/api";
import { openingHoursQuery, setOpeningHours } from "@/features/settings/api";
import { hasFaults, hoursOf, minutesOpen, WEEKDAYS, weekOf, type Week } from "@/features/settings/rules";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { Exceptions } from "./exceptions";
import { SaveBar } from "./save-bar";
import { FormSheet, PartFailed, PartLoading, SheetHead, usePartCrumb } from "./sheet";
import { useEditing } from "./use-editing";
import { WeekEditor } from "./week-editor";

export function HoursScreen() {
  const { slug } = useMap();
  const hours = useQuery(openingHoursQuery(slug));
  const profile = useQuery(profileQuery(slug));
  return (
    <div className="grid items-start gap-[18px] wide:grid-cols-[minmax(0,1fr)_300px]">
      {hours.data ? (
        <HoursForm key={JSON.stringify(hours.data)} hours={hours.data} />
      ) : hours.isError ? (
        <PartFailed onRetry={() => void hours.refetch()} />
      ) : (
        <PartLoading />
      )}
      <Exceptions zone={profile.data?.zone ?? "Europe/Amsterdam"} usual={hours.data ? weekOf(hours.data) : {}} />
    </div>
  );
}

function HoursForm({ hours }: { hours: WeekSpan[] }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const { slug } = useMap();
  const me = useMe();
  const queries = useQueryClient();
  const problemText = useProblemText("w-settings");
  const editing = useEditing<{ week: Week }>({
    draftKey: `hours.${slug}.${me.id}`,
    initial: { week: weekOf(hours) },
    check: (value) => (hasFaults(value.week) ? { week: t("hours.faulty") } : {}),
    problemText,
    send: async ({ week }) => {
      const before = hours;
      queries.setQueryData(openingHoursQuery(slug).queryKey, await setOpeningHours(slug, hoursOf(week)));
      void queries.invalidateQueries({ queryKey: ["slots"] });
      const putBack = async (): Promise<void> => {
        try {
          queries.setQueryData(openingHoursQuery(slug).queryKey, await setOpeningHours(slug, before));
          void queries.invalidateQueries({ queryKey: ["slots"] });
        } catch (error) {
          toast.failed(problemText(error), () => void putBack());
        }
      };
      toast.done(t("hours.saved"), () => void putBack());
    },
  });
  usePartCrumb("hours", editing.isChanged);
  const { week } = editing.value;
  const days = WEEKDAYS.filter((weekday) => (week[weekday] ?? []).length > 0).length;
  const total = WEEKDAYS.reduce((sum, weekday) => sum + minutesOpen(week[weekday] ?? []), 0) / 60;
  return (
    <FormSheet label={t("part.name.hours")} onSave={editing.save}>
      <SheetHead title={days === 0 ? t("hours.never") : t("hours.title", { count: days, hours: f.number(total, 1) })}>{t("hours.lead")}</SheetHead>
      <div className="mt-4"><WeekEditor week={week} closedText={t("hours.closed")} onChange={(next) => editing.set("week", next)} /></div>
      <SaveBar part="hours" editing={{ ...editing, problem: editing.problem ?? editing.errors.week ?? null }} subject={t("part.name.hours")} />
    </FormSheet>
  );
}
