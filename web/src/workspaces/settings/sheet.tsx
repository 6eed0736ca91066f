import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { cn } from "@/lib/cn";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { ErrorState, Loading, Skeleton } from "@/ui/states";

/** One crumb for all settings, which says the open part: going through them does not fill the trail. */
export function usePartCrumb(part: string, isUnsaved: boolean): void {
  const { t } = useTranslation("w-settings");
  useCrumb({ key: "settings", title: t(`part.name.${part}`), icon: "settings", isUnsaved });
}

export function SheetHead({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <h2 className="type-h2">{title}</h2>
        {children && <p className="mt-0.5 max-w-prose text-ink-2">{children}</p>}
      </div>
      {action}
    </div>
  );
}

/** The raised sheet of a part as a form: Enter in a field saves. */
export function FormSheet({ onSave, label, className, children }: { onSave: () => void; label: string; className?: string; children: ReactNode }) {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSave();
  };
  return (
    <Sheet className={cn("px-6 pt-5 max-tablet:px-4", className)}>
      <form noValidate aria-label={label} onSubmit={submit}>{children}</form>
    </Sheet>
  );
}

export function Section({ title, hint, className, children }: { title: string; hint?: string; className?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className={cn("mt-6 first:mt-0", className)}>
      <h3 className="type-h3">{title}</h3>
      {hint && <p className="type-small mt-0.5 max-w-prose text-ink-3">{hint}</p>}
      <div className="mt-3">{children}</div>
    </section>
  );
}

/** A part that is on its way, or that did not come. */
export function PartLoading() {
  const { t } = useTranslation("w-settings");
  return (
    <Sheet className="p-6">
      <Loading label={t("common:state.loading")} className="flex flex-col gap-4">
        <Skeleton className="h-5 w-64" />
        {[72, 56, 64, 48, 60].map((width) => <Skeleton key={width} className="h-8" />)}
      </Loading>
    </Sheet>
  );
}

export function PartFailed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation("w-settings");
  const { practiceName } = useMap();
  return (
    <ErrorState title={t("failed.title")} action={<Button onClick={onRetry}>{t("common:action.retry")}</Button>}>
      {t("failed.text", { practice: practiceName })}
    </ErrorState>
  );
}
