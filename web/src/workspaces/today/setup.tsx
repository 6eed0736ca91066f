import { Check, Circle, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { lacksAny, type Setup as SetupState } from "@/features/settings/setup";
import { cn } from "@/lib/cn";
import { useMap } from "@/lib/map";

/** What has to be done before owners can book, in order, ticked when done; then who still lacks hours. */
export function Setup({ setup }: { setup: SetupState }) {
  const { t } = useTranslation("w-today");
  const map = useMap();
  const isWhole = setup.steps.every((step) => step.isDone);
  const first = setup.steps.find((step) => !step.isDone);
  // Who can be booked already is not shown all that was done long ago.
  const shown = setup.isBookable ? setup.steps.filter((step) => !step.isDone) : setup.steps;
  if (!lacksAny(setup)) return null;
  return (
    <section aria-label={t("setup.title")} className="flex flex-col gap-1">
      <h2 className="type-h3 pb-1">{t(setup.isBookable ? "setup.almost" : "setup.title")}</h2>
      {!isWhole && (
        <ol className="-mx-2 flex flex-col gap-0.5">
          {shown.map((step) => (
            <li key={step.key}>
              <Link to={map.href("settings", ...step.to) ?? ""} viewTransition className="grid min-h-11 grid-cols-[28px_minmax(0,1fr)] items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover">
                <span aria-hidden="true" className={cn("grid size-7 place-items-center rounded-full", step.isDone ? "bg-green-tint text-green-ink" : "bg-sunken text-ink-3")}>{step.isDone ? <Check size={15} /> : <Circle size={15} />}</span>
                <span className="min-w-0">
                  <span className={cn("block", step.isDone ? "text-ink-2" : "font-semibold text-ink")}>{t(`setup.${step.key}.name`)}<span className="sr-only">, {t(step.isDone ? "setup.done" : "setup.open")}</span></span>
                  {(!step.isDone || step.key === "hours" || step.key === "types") && <span className="type-small block text-ink-2">{t(`setup.${step.key}.${step.isDone ? "check" : step === first ? "first" : "text"}`)}</span>}
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
      {setup.idle.length > 0 && (
        <ul className="-mx-2 flex flex-col gap-0.5">
          {setup.idle.map((one) => (
            <li key={one.id}>
              <Link to={map.href("settings", "resources", one.id) ?? ""} viewTransition className="grid min-h-11 grid-cols-[28px_minmax(0,1fr)] items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover">
                <span aria-hidden="true" className="grid size-7 place-items-center rounded-full bg-amber-tint text-amber-ink"><Clock size={15} /></span>
                <span className="min-w-0"><b className="block truncate">{t("setup.idle", { name: one.name })}</b><span className="type-small block text-ink-2">{t("setup.idleText")}</span></span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
