import { Ban, Check, MailQuestion } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { PlatformUser } from "@/api/types";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Cell, Row } from "@/ui/table";
import { Tag } from "@/ui/tag";

import { ZONE } from "./zone";

export interface UserLineProps {
  user: PlatformUser;
  isSelf: boolean;
  isSelected: boolean;
  onSelect: () => void;
  onDisable: () => void;
  onEnable: () => void;
}

export function UserLine({ user, isSelf, isSelected, onSelect, onDisable, onEnable }: UserLineProps) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const name = `${user.first_name} ${user.last_name}`;
  const state =
    user.state === "disabled" ? <Tag tone="red" icon={<Ban aria-hidden="true" />}>{t("user.state.disabled")}</Tag>
    : user.email_verified ? <Tag tone="green" icon={<Check aria-hidden="true" />}>{t("user.state.active")}</Tag>
    : <Tag tone="amber" icon={<MailQuestion aria-hidden="true" />}>{t("user.state.unverified")}</Tag>;
  return (
    <Row className={cn(isSelected && "bg-selected")}>
      <Cell>
        <button type="button" aria-pressed={isSelected} onClick={onSelect} className="flex items-center gap-2.5 rounded-chip text-start">
          <Avatar name={name} size={28} isDecorative />
          <span className="min-w-0">
            <span className="block font-semibold">{name}</span>
            <span className="type-small block break-all text-ink-2">{user.email}</span>
          </span>
        </button>
      </Cell>
      <Cell className="text-ink-2 max-tablet:hidden">{user.kinds.map((kind) => t(`user.one.${kind}`)).join(", ")}</Cell>
      <Cell>{state}</Cell>
      <Cell isNumber className="text-ink-2 max-tablet:hidden">{f.date(user.created_at.slice(0, 10), "short")}</Cell>
      <Cell isNumber className="text-ink-2 max-tablet:hidden">{user.last_seen_at ? f.dateTime(user.last_seen_at, ZONE) : t("user.never")}</Cell>
      <Cell className="w-px text-end">
        {user.state === "disabled" ? (
          <Button size="s" aria-label={t("user.enableOf", { name })} onClick={onEnable}>{t("user.enable")}</Button>
        ) : (
          !isSelf && <Button size="s" tone="bare" aria-label={t("user.disableOf", { name })} onClick={onDisable}>{t("user.disable")}</Button>
        )}
      </Cell>
    </Row>
  );
}
