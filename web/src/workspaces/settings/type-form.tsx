import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { AppointmentTypeView, ResourceView } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { typesQuery } from "@/features/appointments/api";
import { addType, changeType } from "@/features/settings/api";
import { keyOf } from "@/features/settings/rules";
import { useIntent } from "@/lib/idempotency";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Switch } from "@/ui/choices";
import { TypeTag } from "@/ui/type-tag";

import { SaveBar } from "./save-bar";
import { FormSheet, Section, SheetHead } from "./sheet";
import { NameFields, OnlineFields, PeopleFields, PriceFields, TimeFields } from "./type-fields";
import { addOf, changeOf, faultsOf, FRESH, valuesOf, type TypeValues } from "./type-values";
import { useEditing } from "./use-editing";

export interface TypeFormProps {
  /** Null for a new one. */
  type: AppointmentTypeView | null;
  types: readonly AppointmentTypeView[];
  resources: readonly ResourceView[];
  onAdded: (id: string) => void;
}

/** Until the person writes a key of their own it follows the Dutch name. */
function keyed(value: TypeValues): TypeValues {
  return { ...value, key: value.key || keyOf(value.name_nl) };
}

export function TypeForm({ type, types, resources, onAdded }: TypeFormProps) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const { slug } = useMap();
  const me = useMe();
  const queries = useQueryClient();
  const intent = useIntent();
  const isNew = type === null;
  const initial = valuesOf(type ?? FRESH, f.locale);
  const draftKey = (id: string): string => `type.${slug}.${id}.${me.id}`;
  const editing = useEditing<TypeValues>({
    draftKey: draftKey(type?.id ?? "new"),
    initial,
    check: (value) => faultsOf(keyed(value), isNew, types.map((one) => one.key), t),
    problemText: useProblemText("w-settings"),
    send: async (value, goesOnAs) => {
      const saved = type ? await changeType(slug, type, changeOf(initial, value)) : await intent(addOf(keyed(value)), (sent, headers) => addType(slug, sent, headers));
      queries.setQueryData(typesQuery(slug).queryKey, (before) => [...(before ?? []).filter((one) => one.id !== saved.id), saved]);
      void queries.invalidateQueries({ queryKey: ["appointment-types"] });
      void queries.invalidateQueries({ queryKey: ["slots"] });
      toast.done(t("type.saved", { name: f.locale === "nl" ? saved.name_nl : saved.name_en }));
      if (!isNew) return;
      goesOnAs(draftKey(saved.id));
      onAdded(saved.id);
    },
  });
  const { value, set } = editing;
  const name = (f.locale === "nl" ? value.name_nl : value.name_en) || t("type.new");
  const fields = { value: keyed(value), set, errors: editing.errors };
  return (
    <FormSheet label={name} onSave={() => editing.save()}>
      <SheetHead
        title={name}
        action={type && <Switch label={t("type.active")} checked={value.active} onChange={(event) => set("active", event.target.checked)} />}
      >
        {t("type.sentence", { minutes: value.minutes, mode: value.online ? t(`type.modeShort.${value.mode}`) : t("type.deskOnly") })}
      </SheetHead>
      <div className="mt-2"><TypeTag category={value.category} kind="plain">{t(`common:category.${value.category}`)}</TypeTag></div>
      <Section title={t("type.names")} className="mt-5 first:mt-5"><NameFields {...fields} isNew={isNew} /></Section>
      <Section title={t("type.time")}><TimeFields {...fields} /></Section>
      <Section title={t("type.price")}><PriceFields {...fields} /></Section>
      <Section title={t("type.people")} hint={t("type.peopleHint")}><PeopleFields {...fields} resources={resources} /></Section>
      <Section title={t("type.booking")}><OnlineFields {...fields} /></Section>
      <SaveBar part="type" editing={editing} subject={name} />
    </FormSheet>
  );
}
