import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { LanguageSwitch } from "@/features/identity/language-switch";
import { cn } from "@/lib/cn";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { ErrorState } from "@/ui/states";

/** One column for what is read and filled in; the phone's margin, and a readable width on a desktop. */
export function Page({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cn("mx-auto flex w-full max-w-[720px] flex-col gap-5 px-[22px] pt-4 pb-10 tablet:px-7", className)}>{children}</div>;
}

/** The way back to the list this thing stands in; on a phone, which has no corner here, with the other language. */
export function BackLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <div className="flex items-center justify-between print:hidden">
      <Link to={to} className="-ml-1.5 inline-flex min-h-11 items-center gap-1 rounded-md pr-2 text-ink-2 hover:text-ink">
        <ChevronLeft size={18} aria-hidden="true" />
        {children}
      </Link>
      <LanguageSwitch className="-mr-2.5 tablet:hidden" />
    </div>
  );
}

/** A round button that lies on a drawing. */
export const roundStyle = "grid size-11 place-items-center rounded-full bg-surface text-ink shadow-1 hover:bg-raised";

/** What failed, in the person's language, with the way to try it again. */
export function Failed({ title, error, onRetry, children }: { title: string; error: unknown; onRetry?: () => void; children?: ReactNode }) {
  const { t } = useTranslation("common");
  const problemText = useProblemText("w-owner");
  return (
    <ErrorState title={title} action={<>{onRetry && <Button size="l" onClick={onRetry}>{t("action.retry")}</Button>}{children}</>}>
      {problemText(error)}
    </ErrorState>
  );
}

/** The one button of the screen: on a phone at the bottom under the thumb, on a desktop where the content ends. */
export function GoBar({ children }: { children: ReactNode }) {
  return (
    <div className="fixed inset-x-0 bottom-0 z-30 bg-surface px-[22px] pt-3 pb-[max(16px,env(safe-area-inset-bottom))] shadow-up tablet:static tablet:z-0 tablet:bg-transparent tablet:px-0 tablet:pt-2 tablet:pb-0 tablet:shadow-none print:hidden">
      {children}
    </div>
  );
}

/** A heading inside a screen with what stands at its end. */
export function Section({ title, aside, children, className }: { title: ReactNode; aside?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={cn("flex flex-col gap-2", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="type-h2">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
