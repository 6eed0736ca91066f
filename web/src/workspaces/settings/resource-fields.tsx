import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { membersQuery } from "@/features/team/api";
import { useMay } from "@/features/identity/session";
import { cn } from "@/lib/cn";
import { useMap } from "@/lib/map";
import { Select } from "@/ui/select";
import { TextField } from "@/ui/text-field";

import type { ResourceValues } from "./resource-sheet";
import type { Editing } from "./use-editing";

const KINDS = ["vet", "paravet", "room", "device"] as const;
/** Far enough apart to be told from each other in the agenda, in both themes. They are data, not part of the look. */
const COLOURS = ["#3b82f6", "#0e9f6e", "#8b5cf6", "#d9527c", "#b7791f", "#12908d", "#2383b4", "#6c7688"];

type Props = Pick<Editing<ResourceValues>, "value" | "set" | "errors"> & { isNew: boolean };

export function ResourceFields({ value, set, errors, isNew }: Props) {
  const { t } = useTranslation("w-settings");
  const isPerson = value.kind === "vet" || value.kind === "paravet";
  return (
    <div className="grid gap-x-4 gap-y-3.5 tablet:grid-cols-2">
      <TextField label={t("resource.field.name")} name="name" value={value.name} error={errors.name} maxLength={120} onChange={(event) => set("name", event.target.value)} />
      {isNew ? (
        <Select label={t("resource.field.kind")} value={value.kind} onChange={(event) => set("kind", event.target.value as ResourceValues["kind"])} options={KINDS.map((kind) => ({ value: kind, label: t(`resource.kind.${kind}`) }))} />
      ) : (
        <TextField label={t("resource.field.kind")} value={t(`resource.kind.${value.kind}`)} disabled />
      )}
      {isPerson && <AccountField value={value} set={set} errors={errors} />}
      <ColourField value={value} set={set} />
    </div>
  );
}

/** The account with which this person logs in; only people of the practice can be chosen. */
function AccountField({ value, set, errors }: Omit<Props, "isNew">) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const mayRead = useMay(slug, "staff.read");
  const members = useInfiniteQuery({ ...membersQuery(slug), enabled: mayRead }).data?.pages.flatMap((page) => page.items) ?? [];
  const known = members.some((member) => member.user_id === value.user_id);
  const options = [
    { value: "", label: t("resource.noAccount") },
    ...(value.user_id !== null && !known ? [{ value: value.user_id, label: t("resource.otherAccount") }] : []),
    ...members.map((member) => ({ value: member.user_id, label: `${member.first_name} ${member.last_name}` })),
  ];
  return <Select label={t("resource.field.account")} hint={t("resource.accountHint")} error={errors.user_id} value={value.user_id ?? ""} options={options} onChange={(event) => set("user_id", event.target.value || null)} />;
}

function ColourField({ value, set }: Pick<Props, "value" | "set">) {
  const { t } = useTranslation("w-settings");
  const colours = value.colour && !COLOURS.includes(value.colour) ? [value.colour, ...COLOURS] : COLOURS;
  return (
    <fieldset className="flex flex-col gap-[5px]">
      <legend className="type-label mb-[5px] text-ink-2">{t("resource.field.colour")}</legend>
      <div className="flex h-[34px] items-center gap-2">
        {colours.map((colour, index) => (
          <label
            key={colour}
            style={{ background: colour }}
            className={cn(
              "relative size-[22px] rounded-full has-focus-visible:outline-2 has-focus-visible:outline-offset-4 has-focus-visible:outline-focus",
              value.colour === colour && "shadow-[0_0_0_2px_var(--surface),0_0_0_4px_var(--blue-fill)]",
            )}
          >
            <input type="radio" name="colour" value={colour} checked={value.colour === colour} aria-label={t("resource.colour", { number: index + 1 })} onChange={() => set("colour", colour)} className="absolute inset-0 m-0 cursor-pointer opacity-0" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
