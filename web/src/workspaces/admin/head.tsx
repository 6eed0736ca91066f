import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

import { cn } from "@/lib/cn";
import { useCrumb } from "@/lib/trail";

const PLACES = ["clinics", "users", "franchises", "ranking", "activity", "jobs"] as const;
export type Place = (typeof PLACES)[number];

/** The hub, and one crumb for whatever is open beside it. */
export function usePlatformCrumb(place: Place | "hub"): void {
  const { t } = useTranslation("w-admin");
  useCrumb({ key: place === "hub" ? "platform" : "platform:place", title: t(`place.${place}`), icon: "admin" });
}

/** How things stand in a sentence, the figures beside it, and the quiet way to everything else. */
export function PlatformHead({ title, lead, figures, className }: { title: ReactNode; lead?: ReactNode; figures?: ReactNode; className?: string }) {
  const { t } = useTranslation("w-admin");
  return (
    <header className={cn("flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pt-1.5", className)}>
      <div className="min-w-0">
        <h1 className="type-h1">
          {title} {lead !== undefined && <span className="text-ink-2">{lead}</span>}
        </h1>
        <nav aria-label={t("places")} className="mt-2 -ml-2 flex flex-wrap">
          <PlaceLink to="/platform" isEnd>{t("place.hub")}</PlaceLink>
          {PLACES.map((place) => <PlaceLink key={place} to={`/platform/${place}`}>{t(`place.${place}`)}</PlaceLink>)}
        </nav>
      </div>
      {figures}
    </header>
  );
}

function PlaceLink({ to, isEnd, children }: { to: string; isEnd?: boolean; children: ReactNode }) {
  return (
    <NavLink
      to={to}
      end={isEnd}
      viewTransition
      className={({ isActive }) => cn("rounded-chip px-2 py-1 text-[12.5px] weight-name", isActive ? "text-ink" : "text-ink-3 hover:bg-hover hover:text-ink")}
    >
      {children}
    </NavLink>
  );
}
