import { useTranslation } from "react-i18next";

import type { PracticePage } from "@/api/types";
import { Avatar } from "@/ui/avatar";
import { SegmentedControl } from "@/ui/choices";
import { Select } from "@/ui/select";

const IN_SIGHT = 2;
const ANY = "any";

export interface VetChoiceProps {
  vets: PracticePage["vets"];
  /** Null: whoever is free. */
  value: string | null;
  onChange: (vetId: string | null) => void;
}

/** Any vet, or one of them: side by side when they fit on a phone, else in a list. */
export function VetChoice({ vets, value, onChange }: VetChoiceProps) {
  const { t } = useTranslation("w-owner");
  if (vets.length < 2) return null;
  const pick = (next: string): void => onChange(next === ANY ? null : next);
  if (vets.length > IN_SIGHT) {
    return <Select isLabelHidden label={t("slots.vet")} size="l" value={value ?? ANY} onChange={(event) => pick(event.target.value)} options={[{ value: ANY, label: t("slots.anyVetLong") }, ...vets.map((vet) => ({ value: vet.id, label: vet.name }))]} />;
  }
  const options = vets.map((vet) => ({
    value: vet.id,
    name: vet.name,
    label: <><Avatar name={vet.name} src={vet.picture_url} size={22} isDecorative />{vet.name.split(" ")[0]}</>,
  }));
  return <SegmentedControl size="l" label={t("slots.vet")} value={value ?? ANY} onChange={pick} options={[{ value: ANY, label: t("slots.anyVet") }, ...options]} />;
}
