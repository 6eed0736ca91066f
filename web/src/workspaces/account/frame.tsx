import { Calendar, ChartColumn, MessageSquare, SlidersHorizontal, Stethoscope } from "lucide-react";
import { type ComponentType, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { chooseBeforeLogIn } from "@/features/identity/chosen-locale";
import { cn } from "@/lib/cn";
import { useLocale } from "@/lib/i18n";
import { useTitle } from "@/lib/title";
import { SegmentedControl } from "@/ui/choices";
import { DeskIcon, HubIcon, PawIcon } from "@/ui/icons";
import { Logo } from "@/ui/logo";

export interface AccountFrameProps {
  /** The name of the browser's tab. */
  name: string;
  title: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
}

/** One raised sheet with the form; from 1180 px on the map of the practice beside it. */
export function AccountFrame({ name, title, lead, children, footer }: AccountFrameProps) {
  useTitle(name);
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] justify-center bg-paper tablet:grid-cols-[minmax(0,592px)] desk:grid-cols-[560px_minmax(0,1fr)] desk:justify-normal">
      <div className="flex flex-col bg-surface px-6 py-7 tablet:m-4 tablet:rounded-[20px] tablet:px-16 tablet:py-8 tablet:shadow-2 desk:mr-0">
        <header className="flex items-center justify-between">
          <Link to="/" className="rounded-md"><Logo /></Link>
          <LanguageSwitch />
        </header>
        <main className="my-auto flex flex-col gap-5 py-10">
          <div>
            <h1 className="type-display">{title}</h1>
            {lead && <p className="type-read mt-0.5 text-ink-2">{lead}</p>}
          </div>
          {children}
        </main>
        {footer && <footer className="type-small flex flex-wrap gap-x-6 gap-y-2 text-ink-3">{footer}</footer>}
      </div>
      <PracticeMapDrawing />
    </div>
  );
}

export function LanguageSwitch() {
  const { t } = useTranslation("common");
  const locale = useLocale();
  return (
    <SegmentedControl
      label={t("language.label")}
      value={locale}
      onChange={chooseBeforeLogIn}
      options={[
        { value: "nl", label: "NL", name: t("language.nl") },
        { value: "en", label: "EN", name: t("language.en") },
      ]}
    />
  );
}

interface Stop {
  key: string;
  icon: ComponentType<{ size?: number }>;
  box: { left: number; top: number; width: number; height: number };
}

const STOPS: readonly Stop[] = [
  { key: "front-desk", icon: DeskIcon, box: { left: 290, top: 60, width: 180, height: 92 } },
  { key: "messages", icon: MessageSquare, box: { left: 540, top: 80, width: 160, height: 80 } },
  { key: "schedule", icon: Calendar, box: { left: 20, top: 262, width: 180, height: 96 } },
  { key: "today", icon: HubIcon, box: { left: 290, top: 254, width: 180, height: 112 } },
  { key: "patient", icon: PawIcon, box: { left: 530, top: 262, width: 140, height: 96 } },
  { key: "consult", icon: Stethoscope, box: { left: 690, top: 262, width: 110, height: 96 } },
  { key: "insights", icon: ChartColumn, box: { left: 290, top: 430, width: 180, height: 76 } },
  { key: "settings", icon: SlidersHorizontal, box: { left: 290, top: 540, width: 180, height: 76 } },
];

/** A picture of what comes, not a way in: screen readers skip it. */
function PracticeMapDrawing() {
  const { t } = useTranslation(["w-account", "shell"]);
  return (
    <aside aria-hidden="true" className="hidden flex-col items-center justify-center gap-7 overflow-hidden desk:flex">
      <div className="relative h-[620px] w-[800px] flex-none desk:max-wide:scale-80">
        <svg viewBox="0 0 800 620" fill="none" strokeWidth="1.5" className="absolute inset-0 stroke-line-2">
          <path d="M380 310V110M380 310H120M380 310H740M380 310V560M380 310 610 120" />
        </svg>
        {STOPS.map(({ key, icon: Icon, box }) => (
          <div
            key={key}
            style={box}
            className={cn(
              "absolute flex flex-col justify-end gap-1 rounded-[14px] px-4 py-3.5",
              key === "today" ? "type-h2 bg-blue-fill text-white shadow-2" : "weight-name bg-surface text-ink-2 shadow-1",
            )}
          >
            <Icon size={18} />
            {t(`shell:workspace.${key}`)}
          </div>
        ))}
      </div>
      <p className="type-read text-ink-2">{t("map.line")}</p>
    </aside>
  );
}

/** A page that only says how something ended, with the one way on. */
export function Outcome({ name, title, text, action }: { name: string; title: string; text: string; action: ReactNode }) {
  return (
    <AccountFrame name={name} title={title}>
      <div role="status" className="flex flex-col items-start gap-5">
        <p className="type-read text-ink-2">{text}</p>
        {action}
      </div>
    </AccountFrame>
  );
}
