import { useQuery } from "@tanstack/react-query";
import { DoorOpen, Plus, ScanLine, Stethoscope, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import type { LeaveView, ResourceView } from "@/api/types";
import { profileQuery } from "@/features/appointments/api";
import { acting } from "@/features/appointments/digits";
import { useUnattended } from "@/features/appointments/unattended";
import { leaveQuery, resourcesQuery } from "@/features/settings/api";
import { useActions, type RailAction } from "@/lib/actions";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { EmptyState, Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { ResourceSheet } from "./resource-sheet";
import { PartFailed, PartLoading, usePartCrumb } from "./sheet";
import { ListLink, TwoPanes } from "./two-panes";

export const KINDS = ["vet", "paravet", "room", "device"] as const;
const NEW = "new";

/** Who and what a visit needs: people, rooms and devices, with their own hours and leave. */
export function ResourcesScreen() {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const { resourceId } = useParams();
  const navigate = useNavigate();
  const base = `/p/${slug}/settings/resources`;
  const resources = useQuery(resourcesQuery(slug));
  const isCut = useQuery({ ...resourcesQuery(slug), select: ({ is_cut }) => is_cut }).data ?? false;
  const leave = useQuery(leaveQuery(slug));
  const profile = useQuery(profileQuery(slug));
  const unattended = useUnattended(slug);
  usePartCrumb("resources", false);
  useActions(useMemo<RailAction[]>(() => [{ ...acting("settings.add"), label: t("resource.add"), icon: UserPlus, run: () => void navigate(`${base}/${NEW}`) }], [base, navigate, t]));
  const items = resources.data ?? [];
  const ordered = KINDS.flatMap((kind) => items.filter((one) => one.kind === kind));
  const chosen = resourceId === NEW ? null : (items.find((one) => one.id === resourceId) ?? (resourceId === undefined ? ordered[0] : undefined));
  if (resources.isError) return <PartFailed onRetry={() => void resources.refetch()} />;
  return (
    <TwoPanes
      backTo={base}
      isOpen={resourceId !== undefined}
      list={
        <section aria-label={t("resource.list")}>
          <div className="flex items-center justify-between gap-3 px-2 pt-1.5 pb-2">
            <h2 className="type-h3">{t("resource.list")}</h2>
            <Button size="s" keyCap="4" onClick={() => void navigate(`${base}/${NEW}`)}>{t("resource.add")}</Button>
          </div>
          {resources.data && profile.data ? (
            <ResourceList zone={profile.data.zone} items={items} leave={leave.data ?? []} unattended={unattended} base={base} openId={chosen?.id} />
          ) : (
            <Loading label={t("common:state.loading")} className="flex flex-col gap-3 p-2">{[1, 2, 3, 4].map((line) => <Skeleton key={line} className="h-9" />)}</Loading>
          )}
          {isCut && <p className="type-small px-2 pt-3 text-ink-2">{t("resource.cut", { count: items.length })}</p>}
        </section>
      }
    >
      {!resources.data || !profile.data ? (
        <PartLoading />
      ) : chosen === undefined ? (
        <EmptyState title={t("resource.none")} action={<Button icon={<Plus size={14} />} onClick={() => void navigate(`${base}/${NEW}`)}>{t("resource.add")}</Button>}>{t("resource.noneText")}</EmptyState>
      ) : (
        <ResourceSheet key={chosen?.id ?? NEW} resource={chosen} zone={profile.data.zone} leave={(leave.data ?? []).filter((one) => one.resource_id === chosen?.id)} onAdded={(id) => void navigate(`${base}/${id}`, { replace: true })} />
      )}
    </TwoPanes>
  );
}

const ICONS = { vet: Stethoscope, paravet: Stethoscope, room: DoorOpen, device: ScanLine };

function ResourceList({ zone, items, leave, unattended, base, openId }: { zone: string; items: ResourceView[]; leave: LeaveView[]; unattended: ReturnType<typeof useUnattended>; base: string; openId: string | undefined }) {
  const { t } = useTranslation("w-settings");
  return (
    <div className="flex flex-col gap-3">
      {KINDS.map((kind) => {
        const own = items.filter((one) => one.kind === kind);
        if (own.length === 0) return null;
        return (
          <section key={kind} aria-label={t(`resource.kinds.${kind}`)}>
            <h3 className="type-label px-2.5 pb-1 text-ink-3">{t(`resource.kinds.${kind}`)}</h3>
            <ul className="flex flex-col gap-0.5">
              {own.map((one) => <ResourceLine key={one.id} one={one} zone={zone} leave={leave.filter((away) => away.resource_id === one.id)} standing={unattended.rows.filter((row) => row.vet_id === one.id && row.outside === "gone").length} more={unattended.more} base={base} isOpen={one.id === openId} />)}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function ResourceLine({ one, zone, leave, standing, more, base, isOpen }: { one: ResourceView; zone: string; leave: LeaveView[]; standing: number; more: string; base: string; isOpen: boolean }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const now = new Date().toISOString();
  const next = leave.filter((away) => away.ends_at > now).sort((left, right) => left.starts_at.localeCompare(right.starts_at))[0];
  const isAway = next !== undefined && next.starts_at <= now;
  const Icon = ICONS[one.kind];
  const isPerson = one.kind === "vet" || one.kind === "paravet";
  return (
    <li>
      <ListLink
        to={`${base}/${one.id}`}
        isOpen={isOpen}
        isOff={!one.active}
        title={one.name}
        start={
          <span className="relative flex-none">
            {isPerson ? <Avatar name={one.name} size={28} isDecorative /> : <span className="grid size-7 place-items-center rounded-[30%] bg-slate-tint text-ink-2"><Icon size={15} aria-hidden="true" /></span>}
            {one.colour && <span aria-hidden="true" className="absolute -right-0.5 -bottom-0.5 size-2.5 rounded-full shadow-[0_0_0_2px_var(--paper)]" style={{ background: one.colour }} />}
          </span>
        }
        end={!one.active ? <Tag>{t("type.off")}</Tag> : isAway ? <Tag tone="amber">{t("leave.away")}</Tag> : !one.has_hours ? <Tag tone="amber">{t("resource.noHoursYet")}</Tag> : undefined}
      >
        {standing > 0 ? <span className="text-amber-ink">{t("resource.standing", { count: standing, more })}</span> : next && !isAway ? t("leave.from", { date: f.date(dayIn(next.starts_at, zone), "short") }) : undefined}
      </ListLink>
    </li>
  );
}
