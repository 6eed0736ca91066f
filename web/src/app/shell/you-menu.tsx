import { LogOut, PawPrint, Shield, Undo2, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useLeaving } from "@/features/identity/leaving";
import { useLook } from "@/features/identity/look";
import { useMe } from "@/features/identity/session";
import type { Theme } from "@/lib/theme";
import { Avatar } from "@/ui/avatar";
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLine } from "@/ui/menu";

/** The person's own corner: practices, language, appearance, leaving. */
export function YouMenu({ size = 24, onPutBack }: { size?: number; onPutBack?: (() => void) | undefined }) {
  const { t } = useTranslation(["shell", "common"]);
  const me = useMe();
  const navigate = useNavigate();
  const { locale, theme, chooseLocale, chooseTheme } = useLook();
  const name = `${me.first_name} ${me.last_name}`;
  const themes: Theme[] = ["system", "light", "dark"];
  const { leave, question } = useLeaving("/login");
  return (
    <>
      <Menu
        trigger={
          <button type="button" aria-label={t("you.menu", { name })} className="grid min-h-6 place-items-center rounded-full">
            <Avatar name={name} src={me.picture_url} size={size} isDecorative />
          </button>
        }
      >
        <MenuHeading>{name}</MenuHeading>
        {me.memberships.map((membership) => (
          <MenuItem key={membership.practice_slug} onSelect={() => void navigate(`/p/${membership.practice_slug}`)}>
            <span className="flex flex-col py-1">
              {membership.practice_name}
              <span className="type-small text-ink-3">{membership.role_name}</span>
            </span>
          </MenuItem>
        ))}
        {me.kinds.includes("system_admin") && (
          <MenuItem icon={<Shield size={15} />} onSelect={() => void navigate("/platform")}>{t("you.platform")}</MenuItem>
        )}
        <MenuItem icon={<PawPrint size={15} />} onSelect={() => void navigate("/pets")}>{t("you.owner")}</MenuItem>
        <MenuItem icon={<UserRound size={15} />} onSelect={() => void navigate("/me")}>{t("you.account")}</MenuItem>
        <MenuLine />
        <MenuHeading>{t("common:language.label")}</MenuHeading>
        <MenuChoice
          value={locale}
          onChange={chooseLocale}
          options={[
            { value: "nl", label: t("common:language.nl") },
            { value: "en", label: t("common:language.en") },
          ]}
        />
        <MenuLine />
        <MenuHeading>{t("common:theme.label")}</MenuHeading>
        <MenuChoice value={theme} onChange={chooseTheme} options={themes.map((value) => ({ value, label: t(`common:theme.${value}`) }))} />
        {onPutBack && <><MenuLine /><MenuItem icon={<Undo2 size={15} />} onSelect={onPutBack}>{t("common:layout.putBack")}</MenuItem></>}
        <MenuLine />
        <MenuItem icon={<LogOut size={15} />} onSelect={leave}>{t("you.logOut")}</MenuItem>
      </Menu>
      {question}
    </>
  );
}
