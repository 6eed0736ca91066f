import { useTranslation } from "react-i18next";

import type { Role } from "@/api/types";
import { beyond } from "@/features/team/rules";
import { QuietSelect } from "@/ui/quiet-select";
import { Select } from "@/ui/select";

export interface RoleSelectProps {
  label: string;
  roles: readonly Role[];
  value: string;
  /** What the reader may do: a role that may more can't be given by them. */
  own: readonly string[];
  isDisabled?: boolean;
  /** In a form with its label above, instead of in a row of its person. */
  isField?: boolean;
  error?: string;
  onChange: (role: string) => void;
}

export function RoleSelect({ label, roles, value, own, isDisabled, isField, error, onChange }: RoleSelectProps) {
  const { t } = useTranslation("w-settings");
  const options = roles.map((role) => {
    const isMore = role.role !== value && beyond(role.permissions, own).length > 0;
    return { value: role.role, label: isMore ? t("role.more", { name: role.name }) : role.name, isDisabled: isMore };
  });
  if (!isField) return <QuietSelect label={label} value={value} isDisabled={isDisabled} options={options} onChange={onChange} />;
  return <Select label={label} error={error} value={value} disabled={isDisabled} options={options} onChange={(event) => onChange(event.target.value)} />;
}
