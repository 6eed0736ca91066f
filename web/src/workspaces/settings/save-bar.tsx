import { Check, RotateCcw } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { acting } from "@/features/appointments/digits";
import { useActions, type RailAction } from "@/lib/actions";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";

import type { Editing } from "./use-editing";

/** Slots 1 and 8 for a form: they always do what the form's own buttons do. */
function useSaveActions(editing: Pick<Editing<never>, "save" | "discard" | "isChanged">, subject: string): void {
  const { t } = useTranslation("w-settings");
  const latest = useRef(editing);
  useEffect(() => {
    latest.current = editing;
  });
  const { isChanged } = editing;
  const actions = useMemo<RailAction[]>(() => {
    const unavailable = isChanged ? {} : { unavailable: t("save.nothing") };
    const save: RailAction = { ...acting("settings.save"), label: t("common:action.save"), icon: Check, isPrimary: true, run: () => latest.current.save(), ...unavailable };
    const discard: RailAction = { ...acting("settings.discard"), label: t("save.discard"), icon: RotateCcw, run: () => latest.current.discard() };
    return isChanged ? [save, discard] : [save];
  }, [isChanged, t]);
  useActions(actions, subject);
}

export interface SaveBarProps {
  editing: Pick<Editing<never>, "save" | "discard" | "isChanged" | "isBusy" | "problem" | "clashes" | "settle">;
  /** What is saved, for the rail. */
  subject: string;
  /** Where the names of the fields stand among the texts. */
  part: "profile" | "hours" | "type" | "resource";
  /** Something speaks against it and is on the screen: the button says that it is saved all the same. */
  isAgainst?: boolean;
}

/** Somebody else changed the same fields meanwhile: whose stands is the person's to say. */
function Clashes({ editing: { clashes, settle }, part }: Pick<SaveBarProps, "editing" | "part">) {
  const { t } = useTranslation("w-settings");
  if (clashes.length === 0) return null;
  return (
    <Note tone="amber" role="alert" className="mb-3">
      <p>{t("save.clash.text")}</p>
      <ul className="mt-1 list-disc pl-5">
        {clashes.map(({ name, theirs }) => (
          <li key={name}>{[t([`${part}.field.${name}`, `save.clash.field.${name}`]), theirs].filter(Boolean).join(": ")}</li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="s" onClick={() => settle(true)}>{t("save.clash.own")}</Button>
        <Button size="s" onClick={() => settle(false)}>{t("save.clash.theirs")}</Button>
      </div>
    </Note>
  );
}

/** Stands at the foot of a sheet: what is not saved, and the one primary button. */
export function SaveBar({ editing, subject, part, isAgainst = false }: SaveBarProps) {
  const { t } = useTranslation("w-settings");
  useSaveActions(editing, subject);
  return (
    <div className="sticky -bottom-3 z-10 -mx-6 mt-6 rounded-b-sheet bg-surface px-6 py-4 shadow-up max-tablet:-mx-4 max-tablet:px-4">
      <Clashes editing={editing} part={part} />
      {editing.problem !== null && <Note tone="red" role="alert" className="mb-3">{editing.problem}</Note>}
      <div className="flex flex-wrap items-center gap-2.5">
        <Button tone="main" type="submit" keyCap="1" isBusy={editing.isBusy} disabled={!editing.isChanged || editing.isBusy || editing.clashes.length > 0}>
          {t(isAgainst ? "displaced.save" : "common:action.save")}
        </Button>
        {editing.isChanged && <Button tone="bare" keyCap="8" onClick={editing.discard}>{t("save.discard")}</Button>}
        <span role="status" className="type-small ml-auto text-ink-3">
          {editing.isBusy ? t("common:state.saving") : editing.isChanged ? t("save.draft") : t("save.all")}
        </span>
      </div>
    </div>
  );
}
