import { useQueryClient } from "@tanstack/react-query";
import { CalendarOff, CalendarX, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { LeaveAdded, LeaveView, ResourceView } from "@/api/types";
import { acting } from "@/features/appointments/digits";
import { addLeave, removeLeave } from "@/features/settings/api";
import { useActions, type RailAction } from "@/lib/actions";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button, IconButton } from "@/ui/button";
import { Note } from "@/ui/note";

import { DisplacedLine } from "./displaced";
import { LeaveDialog } from "./leave-dialog";
import { Section } from "./sheet";

interface LeaveSectionProps {
  resource: ResourceView;
  zone: string;
  leave: readonly LeaveView[];
}

/** When somebody is away, and which appointments need somebody else because of it. */
export function LeaveSection({ resource, zone, leave }: LeaveSectionProps) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const queries = useQueryClient();
  const problemText = useProblemText("w-settings");
  const [isAdding, setAdding] = useState(false);
  const [affected, setAffected] = useState<LeaveAdded | null>(null);
  useActions(useMemo<RailAction[]>(() => [{ ...acting("leave.add"), label: t("leave.add"), icon: CalendarOff, run: () => setAdding(true) }], [t]));
  const [now] = useState(() => new Date().toISOString());
  const coming = leave.filter((one) => one.ends_at > now);

  const refresh = (): void => {
    for (const key of ["leave", "slots", "appointments"]) void queries.invalidateQueries({ queryKey: [key] });
  };
  const remove = (one: LeaveView): void => {
    removeLeave(slug, one.id).then(
      () => {
        refresh();
        setAffected(null);
        const again = { resource_id: one.resource_id, starts_at: one.starts_at, ends_at: one.ends_at, reason: one.reason };
        toast.done(t("leave.removed"), () => void addLeave(slug, again, {}).then(refresh));
      },
      (error: unknown) => toast.failed(problemText(error), () => remove(one)),
    );
  };
  return (
    <Section title={t("leave.title")}>
      <div className="flex flex-col items-start gap-2">
        {coming.length === 0 && <p className="text-ink-3">{t("leave.none")}</p>}
        <ul className="w-full">
          {coming.map((one) => <LeaveLine key={one.id} one={one} zone={zone} onRemove={() => remove(one)} />)}
        </ul>
        {affected && affected.affected.length > 0 && <Affected added={affected} zone={zone} />}
        <Button size="s" keyCap="2" onClick={() => setAdding(true)}>{t("leave.add")}</Button>
      </div>
      {isAdding && (
        <LeaveDialog
          resource={resource}
          zone={zone}
          onAdded={(added) => {
            refresh();
            setAffected(added);
            setAdding(false);
            toast.done(t("leave.added", { name: resource.name }), () => remove(added.leave));
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Section>
  );
}

function LeaveLine({ one, zone, onRemove }: { one: LeaveView; zone: string; onRemove: () => void }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const span = f.span(one.starts_at, one.ends_at, zone);
  return (
    <li className="flex items-center gap-3 border-t border-line py-2 first:border-t-0">
      <span className="min-w-0 flex-1">
        <span className="font-semibold first-letter:uppercase">{span}</span>
        {one.reason && <span className="type-small block text-ink-2">{one.reason}</span>}
      </span>
      <IconButton label={t("leave.remove", { span })} onClick={onRemove}><Trash2 size={15} aria-hidden="true" /></IconButton>
    </li>
  );
}

function Affected({ added, zone }: { added: LeaveAdded; zone: string }) {
  const { t } = useTranslation("w-settings");
  const { href } = useMap();
  const schedule = href("schedule");
  return (
    <Note tone="amber" icon={CalendarX} role="status" className="w-full">
      <p className="font-semibold">{t("leave.hits", { count: added.appointments + added.requests })}</p>
      <ul className="mt-2 flex max-h-56 flex-col overflow-y-auto rounded-md bg-surface p-1">
        {added.affected.map((one) => <DisplacedLine key={one.id} one={one} zone={zone} />)}
      </ul>
      {schedule && <p className="mt-1.5"><Link to={schedule} viewTransition className="weight-name text-blue-ink hover:underline">{t("leave.toSchedule")}</Link></p>}
    </Note>
  );
}
