import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { WeekView } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { useZone } from "@/features/appointments/practice";
import { openingHoursQuery, setOpeningHours } from "@/features/settings/api";
import { hasFaults, hoursOf, minutesOpen, WEEKDAYS, weekOf, type Week } from "@/features/settings/rules";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { DisplacedNote, useDisplaced } from "./displaced";
import { Exceptions } from "./exceptions";
import { SaveBar } from "./save-bar";
import { FormSheet, PartFailed, PartLoading, SheetHead, usePartCrumb } from "./sheet";
import { useEditing } from "./use-editing";
import { WeekEditor } from "./week-editor";

export function HoursScreen() {
  const { slug } = useMap();
  const hours = useQuery(openingHoursQuery(slug));
  const zone = useZone(slug);
  return (
    <div className="grid items-start gap-[18px] wide:grid-cols-[minmax(0,1fr)_300px]">
      {hours.data ? (
        <HoursForm key={hours.data.version} hours={hours.data} zone={zone} />
      ) : hours.isError ? (
        <PartFailed onRetry={() => void hours.refetch()} />
      ) : (
        <PartLoading />
      )}
      <Exceptions zone={zone} usual={hours.data ? weekOf(hours.data.items) : {}} />
    </div>
  );
}

function HoursForm({ hours, zone }: { hours: WeekView; zone: string }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const { slug } = useMap();
  const me = useMe();
  const queries = useQueryClient();
  const problemText = useProblemText("w-settings");
  const editing = useEditing<{ week: Week }>({
    draftKey: `hours.${slug}.${me.id}`,
    initial: { week: weekOf(hours.items) },
    check: (value) => (hasFaults(value.week) ? { week: t("hours.faulty") } : {}),
    problemText,
    send: async ({ week }) => {
      const saved = await setOpeningHours(slug, hours.version, hoursOf(week)).catch((error: unknown) => {
        // What the colleague saved is fetched and this person's change laid over it; they look and save again.
        if (isProblem(error, "stale")) {
          toast.failed(t("hours.stale"));
          void queries.invalidateQueries({ queryKey: openingHoursQuery(slug).queryKey });
        }
        throw error;
      });
      queries.setQueryData(openingHoursQuery(slug).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ["slots"] });
      const putBack = async (): Promise<void> => {
        try {
          queries.setQueryData(openingHoursQuery(slug).queryKey, await setOpeningHours(slug, saved.version, hours.items));
          void queries.invalidateQueries({ queryKey: ["slots"] });
        } catch (error) {
          toast.failed(problemText(error), isProblem(error, "stale") ? undefined : () => void putBack());
        }
      };
      toast.done(t("hours.saved"), () => void putBack());
    },
  });
  usePartCrumb("hours", editing.isChanged);
  const displaced = useDisplaced(editing.isChanged && !hasFaults(editing.value.week) ? { week: { items: hoursOf(editing.value.week) } } : null);
  const save = (): void => editing.save(displaced.mayGoOn);
  const { week } = editing.value;
  const days = WEEKDAYS.filter((weekday) => (week[weekday] ?? []).length > 0).length;
  const total = WEEKDAYS.reduce((sum, weekday) => sum + minutesOpen(week[weekday] ?? []), 0) / 60;
  return (
    <FormSheet label={t("part.name.hours")} onSave={save}>
      <SheetHead title={days === 0 ? t("hours.never") : t("hours.title", { count: days, hours: f.number(total, 1) })}>{t("hours.lead")}</SheetHead>
      <div className="mt-4"><WeekEditor week={week} closedText={t("hours.closed")} onChange={(next) => editing.set("week", next)} /></div>
      <DisplacedNote state={displaced} zone={zone} because="hours" className="mt-4" />
      <SaveBar part="hours" isAgainst={displaced.isTold} editing={{ ...editing, save, problem: editing.problem ?? editing.errors.week ?? null }} subject={t("part.name.hours")} />
    </FormSheet>
  );
}
