import { useQuery } from "@tanstack/react-query";
import { CalendarPlus, EyeOff, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import type { AppointmentTypeView } from "@/api/types";
import { typesQuery } from "@/features/appointments/api";
import { acting } from "@/features/appointments/digits";
import { resourcesQuery } from "@/features/settings/api";
import { useActions, type RailAction } from "@/lib/actions";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { EmptyState, Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";
import { typeLook } from "@/ui/type-tag";
import { cn } from "@/lib/cn";

import { PartFailed, PartLoading, usePartCrumb } from "./sheet";
import { ListLink, TwoPanes } from "./two-panes";
import { TypeForm } from "./type-form";

export const NEW = "new";

/** Everything that can be booked, and how. */
export function TypesScreen() {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const { typeId } = useParams();
  const navigate = useNavigate();
  const base = `/p/${slug}/settings/types`;
  const types = useQuery(typesQuery(slug));
  const resources = useQuery(resourcesQuery(slug));
  usePartCrumb("types", false);
  useActions(useMemo<RailAction[]>(() => [{ ...acting("settings.add"), label: t("type.add"), icon: CalendarPlus, run: () => void navigate(`${base}/${NEW}`) }], [base, navigate, t]));
  const items = [...(types.data ?? [])].sort((left, right) => Number(right.active) - Number(left.active));
  const chosen = typeId === NEW ? null : (items.find((type) => type.id === typeId) ?? (typeId === undefined ? items[0] : undefined));
  if (types.isError) return <PartFailed onRetry={() => void types.refetch()} />;
  return (
    <TwoPanes
      backTo={base}
      isOpen={typeId !== undefined}
      list={
        <section aria-label={t("type.list")}>
          <div className="flex items-center justify-between gap-3 px-2 pt-1.5 pb-2">
            <h2 className="type-h3">{t("type.list")}</h2>
            <Button size="s" keyCap="4" onClick={() => void navigate(`${base}/${NEW}`)}>{t("type.add")}</Button>
          </div>
          <TypeList types={types.data ? items : undefined} base={base} openId={chosen?.id} />
        </section>
      }
    >
      {!types.data || !resources.data ? (
        <PartLoading />
      ) : chosen === undefined ? (
        <EmptyState title={t("type.none")} action={<Button icon={<Plus size={14} />} onClick={() => void navigate(`${base}/${NEW}`)}>{t("type.add")}</Button>}>{t("type.noneText")}</EmptyState>
      ) : (
        <TypeForm key={chosen ? `${chosen.id} ${chosen.version}` : NEW} type={chosen} types={items} resources={resources.data} onAdded={(id) => void navigate(`${base}/${id}`, { replace: true })} />
      )}
    </TwoPanes>
  );
}

function TypeList({ types, base, openId }: { types: AppointmentTypeView[] | undefined; base: string; openId: string | undefined }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  if (!types) return <Loading label={t("common:state.loading")} className="flex flex-col gap-3 p-2">{[1, 2, 3, 4].map((line) => <Skeleton key={line} className="h-9" />)}</Loading>;
  return (
    <ul className="flex flex-col gap-0.5">
      {types.map((type) => {
        const look = typeLook(type.category);
        const Icon = look.icon;
        return (
          <li key={type.id}>
            <ListLink
              to={`${base}/${type.id}`}
              isOpen={type.id === openId}
              isOff={!type.active}
              title={f.locale === "nl" ? type.name_nl : type.name_en}
              start={<span className={cn("grid size-7 flex-none place-items-center rounded-[30%]", look.ground, look.ink)}><Icon size={16} /></span>}
              end={!type.active ? <Tag tone="slate">{t("type.off")}</Tag> : type.online ? undefined : <Tag tone="line" icon={<EyeOff aria-hidden="true" />}>{t("type.desk")}</Tag>}
            >
              {[f.minutes(type.minutes), f.priceRange(type.price_min_cents, type.price_max_cents)].filter(Boolean).join(", ")}
            </ListLink>
          </li>
        );
      })}
    </ul>
  );
}
