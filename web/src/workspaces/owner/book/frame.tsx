import { ChevronLeft, X } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { LanguageSwitch } from "@/features/identity/language-switch";
import { cn } from "@/lib/cn";
import { useFocusIfLost } from "@/lib/focus";
import { IconButton } from "@/ui/button";

export interface BookFrameProps {
  practice: { slug: string; name: string };
  step: number;
  title: string;
  onBack: () => void;
  children: ReactNode;
}

const STEPS = [1, 2, 3] as const;

/** Way back, how far, way out; then the question of this step. */
export function BookFrame({ practice, step, title, onBack, children }: BookFrameProps) {
  const { t } = useTranslation(["w-owner", "common"]);
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusIfLost(heading, step);
  return (
    <div className="mx-auto flex w-full max-w-[560px] flex-1 flex-col pb-[170px] tablet:pb-12">
      <header className="flex items-center gap-2 px-3.5 pt-3 tablet:pt-5">
        <IconButton size="l" label={t("common:action.back")} onClick={onBack}><ChevronLeft size={20} aria-hidden="true" /></IconButton>
        <div className="min-w-0 flex-1">
          <p className="type-small truncate text-ink-2">{t("book.step", { step, name: practice.name })}</p>
          <div className="mt-[5px] flex gap-1" aria-hidden="true">
            {STEPS.map((one) => <span key={one} className={cn("h-1 flex-1 rounded-[2px]", one <= step ? "bg-blue-fill" : "bg-line-2")} />)}
          </div>
        </div>
        <LanguageSwitch className="tablet:hidden" />
        <IconButton size="l" label={t("book.leave")} onClick={() => void navigate(`/practices/${practice.slug}`)}><X size={20} aria-hidden="true" /></IconButton>
      </header>
      <h1 ref={heading} className="type-display text-balance px-[22px] pt-[18px] pb-3.5" tabIndex={-1}>{title}</h1>
      <div className="flex flex-col gap-4 px-[22px]">{children}</div>
    </div>
  );
}
