import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";

import type { AppointmentView } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats, useLocale } from "@/lib/i18n";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";
import { SegmentedControl } from "@/ui/choices";
import { EmptyState, Loading } from "@/ui/states";
import { TypeTag } from "@/ui/type-tag";

import { appointmentsQuery, type When } from "../api";
import { Failed, Page } from "../parts/page";

import { StateTag } from "./state-tag";

export function AppointmentsScreen() {
  const { t } = useTranslation("w-owner");
  const [params, setParams] = useSearchParams();
  const when: When = params.get("when") === "past" ? "past" : "upcoming";
  const list = useInfiniteQuery(appointmentsQuery(when));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  useTitle(t("appointments.title"));
  return (
    <Page>
      <Heading when={when} items={items} isKnown={list.isSuccess} />
      <SegmentedControl
        size="l"
        label={t("appointments.when")}
        value={when}
        onChange={(next) => setParams(next === "past" ? { when: next } : {}, { replace: true, flushSync: true })}
        options={[{ value: "upcoming", label: t("appointments.upcoming") }, { value: "past", label: t("appointments.past") }]}
      />
      {list.isLoading ? (
        <Loading label={t("appointments.loading")} className="grid gap-3">{[1, 2].map((key) => <span key={key} className="h-[112px] rounded-card bg-skeleton animate-skeleton" />)}</Loading>
      ) : list.error ? (
        <Failed title={t("appointments.failed")} error={list.error} onRetry={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState title={t(`appointments.empty.${when}.title`)} action={<Button asChild tone="main" size="l"><Link to="/">{t("appointments.find")}</Link></Button>}>{t(`appointments.empty.${when}.text`)}</EmptyState>
      ) : (
        <ul aria-label={t(`appointments.${when}`)} className="grid grid-cols-[minmax(0,1fr)] gap-3">{items.map((one) => <Line key={one.id} appointment={one} />)}</ul>
      )}
      {list.hasNextPage && <Button size="l" className="self-start" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("appointments.more")}</Button>}
    </Page>
  );
}

/** Says what comes first, which is what people look for here. */
function Heading({ when, items, isKnown }: { when: When; items: readonly AppointmentView[]; isKnown: boolean }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const [first] = items;
  const text =
    !isKnown || when === "past"
      ? t("appointments.title")
      : first
        ? t("appointments.next", { pet: first.pet_name, day: f.day(first.starts_at, first.zone, new Date()), time: f.time(first.starts_at, first.zone) })
        : t("appointments.none");
  return <h1 className="type-display text-balance pr-16 tablet:pr-0">{text}</h1>;
}

function Line({ appointment }: { appointment: AppointmentView }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const locale = useLocale();
  const { starts_at, zone } = appointment;
  const isOtherYear = dayIn(starts_at, zone).slice(0, 4) !== dayIn(new Date(), zone).slice(0, 4);
  const day = isOtherYear ? f.date(dayIn(starts_at, zone), "long") : f.day(starts_at, zone, new Date());
  return (
    <li>
      <Link to={`/appointments/${appointment.practice_slug}/${appointment.id}`} className="flex items-center gap-3 rounded-card bg-surface p-4 shadow-1 transition-shadow duration-quick hover:shadow-2">
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex items-center gap-2">
            <b className="type-h2 inline-block first-letter:uppercase">{t("appointments.at", { day, time: f.time(starts_at, zone) })}</b>
            <span className="ml-auto"><StateTag state={appointment.state} /></span>
          </span>
          <span>{t("appointments.petAt", { pet: appointment.pet_name, name: appointment.practice_name })}</span>
          <TypeTag kind="plain" category={appointment.category} className="text-[14px]">{locale === "nl" ? appointment.type_name_nl : appointment.type_name_en}</TypeTag>
          {appointment.decline_reason && <span className="type-small truncate text-ink-2">{t("appointment.because", { reason: appointment.decline_reason })}</span>}
        </span>
        <ChevronRight size={18} aria-hidden="true" className="text-ink-3" />
      </Link>
    </li>
  );
}
