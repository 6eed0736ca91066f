import { Building2, ChevronRight, LogOut, Stethoscope } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLeaving } from "@/features/identity/leaving";
import { useMe } from "@/features/identity/session";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";

import { Page, Section } from "../parts/page";

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

function Way({ to, icon, title, text }: { to: string; icon: ReactNode; title: string; text: string }) {
  return (
    <li>
      <Link to={to} className="flex min-h-[60px] items-center gap-3.5 rounded-sheet px-3 py-2.5 hover:bg-hover">
        <span className="text-ink-2">{icon}</span>
        <span className="flex min-w-0 flex-1 flex-col"><b>{title}</b><span className="text-[14px] text-ink-2">{text}</span></span>
        <ChevronRight size={18} aria-hidden="true" className="text-ink-3" />
      </Link>
    </li>
  );
}
