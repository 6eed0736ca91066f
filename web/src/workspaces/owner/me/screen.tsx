import { Building2, LogOut, Stethoscope } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useLeaving } from "@/features/identity/leaving";
import { useMe } from "@/features/identity/session";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";

import { Page, Section } from "../parts/page";
import { Way } from "../parts/way";

import { Notifications } from "./notifications";
import { Password } from "./password";
import { Picture } from "./picture";
import { Preferences } from "./preferences";
import { Profile } from "./profile";
import { Sessions } from "./sessions";

export function MeScreen() {
  const { t } = useTranslation(["w-owner", "shell"]);
  const me = useMe();
  useTitle(t("me.title"));
  const { leave, question } = useLeaving("/");
  return (
    <Page className="gap-8 tablet:max-w-[640px]">
      <header className="flex items-center gap-4">
        <Picture />
        <div className="min-w-0 flex-1">
          <h1 className="type-display text-balance">{me.first_name} {me.last_name}</h1>
          <p className="truncate text-ink-2">{me.email}</p>
        </div>
      </header>
      <Section title={t("me.profile")}><Profile /></Section>
      <Section title={t("me.preferences")}><Preferences /></Section>
      <Section title={t("me.notifications")}><Notifications /></Section>
      <Section title={t("me.password")}><Password /></Section>
      <Section title={t("me.sessions")}><Sessions /></Section>
      <Section title={t("me.practice")}>
        <ul className="rounded-card bg-surface p-1.5 shadow-1">
          <Way to="/me/clinic-application" icon={<Building2 size={20} aria-hidden="true" />} title={t("clinicApplication.title")} text={t("me.clinicText")} />
          <Way to="/me/vet-application" icon={<Stethoscope size={20} aria-hidden="true" />} title={t("vetApplication.title")} text={t("me.vetText")} />
        </ul>
      </Section>
      <Button size="l" className="self-start" icon={<LogOut size={18} aria-hidden="true" />} onClick={leave}>{t("shell:you.logOut")}</Button>
      {question}
    </Page>
  );
}
