import { useTranslation } from "react-i18next";

import type { Role } from "@/api/types";
import { beyond } from "@/features/team/rules";
import { Select } from "@/ui/select";

export interface RoleSelectProps {
  label: string;
  roles: readonly Role[];
  value: string;
  /** What the reader may do: a role that may more can't be given by them. */
  own: readonly string[];
  isDisabled?: boolean;
  isLabelShown?: boolean;
  error?: string;
  onChange: (role: string) => void;
}

export function RoleSelect({ label, roles, value, own, isDisabled, isLabelShown, error, onChange }: RoleSelectProps) {
  const { t } = useTranslation("w-settings");
  const options = roles.map((role) => {
    const isMore = role.role !== value && beyond(role.permissions, own).length > 0;
    return { value: role.role, label: isMore ? t("role.more", { name: role.name }) : role.name, isDisabled: isMore };
  });
  return <Select label={label} isLabelHidden={!isLabelShown} error={error} value={value} disabled={isDisabled} options={options} onChange={(event) => onChange(event.target.value)} />;
}
