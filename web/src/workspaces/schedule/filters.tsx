import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { SEARCH_MAX } from "@/api/limits";
import type { ResourceView } from "@/api/types";
import { SegmentedControl } from "@/ui/choices";
import { Select } from "@/ui/select";
import { TextField } from "@/ui/text-field";

import type { By, View } from "./use-view";

export interface FiltersProps {
  view: View;
  resources: readonly ResourceView[];
  /** Why what is looked for cannot be. */
  refused: string | undefined;
  onChange: (change: Partial<Record<"vet" | "state" | "q" | "by", string | null>>) => void;
}

const STATES = ["pending", "confirmed", "completed", "no_show", "cancelled", "declined"] as const;
const TYPING_MS = 250;

/** Whose, in which state, and a name to look for. */
export function Filters({ view, resources, refused, onChange }: FiltersProps) {
  const { t } = useTranslation(["w-schedule", "common"]);
  const [text, setText] = useState(view.q);
  const vets = resources.filter(({ kind }) => kind === "vet");
  const things = (["room", "device"] as const).filter((kind) => resources.some((one) => one.kind === kind && one.active));
  const sent = useRef(view.q);
  useEffect(() => {
    if (view.q === sent.current) return;
    // Cleared, or changed by going back: the field says what is looked for. What came from the field itself it knows.
    sent.current = view.q;
    setText(view.q);
  }, [view.q]);
  useEffect(() => {
    if (text === view.q) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange({ q: text });
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, view.q, onChange]);
  return (
    <search className="flex flex-wrap items-center gap-2">
      <TextField
        label={t("search")}
        isLabelHidden
        type="search"
        className="w-48 max-tablet:w-full"
        icon={<Search size={16} />}
        placeholder={t("searchHint")}
        maxLength={SEARCH_MAX.appointments}
        error={refused}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Select
        label={t("vet")}
        isLabelHidden
        value={view.vet ?? ""}
        onChange={(event) => onChange({ vet: event.target.value })}
        options={[{ value: "", label: t("allVets") }, ...vets.filter((vet) => vet.active || vet.id === view.vet).map((vet) => ({ value: vet.id, label: vet.name }))]}
      />
      <Select
        label={t("state")}
        isLabelHidden
        value={view.state ?? ""}
        onChange={(event) => onChange({ state: event.target.value })}
        options={[{ value: "", label: t("allStates") }, ...STATES.map((state) => ({ value: state, label: t(`common:appointment.${state}`) }))]}
      />
      {things.length > 0 && view.span === "day" && view.q === "" && (
        <SegmentedControl<By>
          label={t("by.label")}
          value={view.by}
          onChange={(by) => onChange({ by: by === "person" ? null : by })}
          className="ml-auto max-tablet:ml-0"
          options={(["person", ...things] as const).map((by) => ({ value: by, label: t(`by.${by}`) }))}
        />
      )}
    </search>
  );
}
