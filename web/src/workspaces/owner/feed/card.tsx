import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { PracticeCard } from "@/api/types";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats, useLocale } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { ClinicDrawing } from "@/ui/clinic-drawing";

import { FavouriteButton } from "../parts/favourite-button";
import { bookHref } from "../parts/links";
import { OpenTag } from "../parts/open-tag";

export interface ClinicCardProps {
  card: PracticeCard;
  now: number;
  species: string;
  /** The pin on the map and this card are one: hover of either lights both. */
  isLit: boolean;
  onLight: (slug: string | null) => void;
}

export function ClinicCard({ card, now, species, isLit, onLight }: ClinicCardProps) {
  const f = useFormats();
  return (
    <li>
      {/* Hover and focus only light the pin; what can be done stands in links and buttons inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <article
        aria-labelledby={`clinic-${card.slug}`}
        onPointerEnter={() => onLight(card.slug)}
        onPointerLeave={() => onLight(null)}
        onFocus={() => onLight(card.slug)}
        onBlur={() => onLight(null)}
        className={cn(
          "relative overflow-hidden rounded-card bg-surface shadow-1 transition-shadow duration-quick tablet:grid tablet:grid-cols-[176px_minmax(0,1fr)]",
          isLit && "desk:shadow-[0_0_0_2px_var(--blue-fill),var(--elevation-2)]",
        )}
      >
        <div className="h-[84px] tablet:hidden"><Front card={card} shape="wide" /></div>
        <div className="relative hidden min-h-[150px] tablet:block"><div className="absolute inset-0"><Front card={card} shape="tall" /></div></div>
        <FavouriteButton practice={card} isOnDrawing className="absolute top-2.5 right-2.5 z-10 tablet:hidden" />
        <div className="flex min-w-0 flex-col gap-1 px-3.5 pt-2.5 pb-3 tablet:gap-[5px] tablet:pt-3 tablet:pr-3.5 tablet:pb-3.5 tablet:pl-[18px]">
          <div className="flex min-w-0 items-center gap-2">
            <h2 id={`clinic-${card.slug}`} className="type-h2 min-w-0 flex-1 truncate tablet:flex-none">
              <Link to={`/practices/${card.slug}`} className="rounded-chip after:absolute after:inset-0 after:content-[''] hover:text-blue-ink">{card.name}</Link>
            </h2>
            {card.distance_m !== null && <span className="mono flex-none text-ink-2">{f.distance(card.distance_m)}</span>}
            <FavouriteButton practice={card} className="relative z-10 -my-2.5 -mr-2 ml-auto hidden tablet:grid" />
          </div>
          <Facts card={card} />
          <FreePlaces card={card} now={now} species={species} />
        </div>
      </article>
    </li>
  );
}

/** The clinic's first photo; a drawing of its own while it has none. */
function Front({ card, shape }: { card: PracticeCard; shape: "wide" | "tall" }) {
  if (card.photo_url !== null) return <img src={card.photo_url} alt="" loading="lazy" className="size-full object-cover" />;
  return <ClinicDrawing seed={card.slug} accent={card.accent} shape={shape} />;
}

/** So many are named before "and 3 more kinds"; one more is named as well, for that is no longer. */
const SPECIES_SHOWN = 4;

function Facts({ card }: { card: PracticeCard }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const f = useFormats();
  const locale = useLocale();
  const where = [card.street, card.city].filter(Boolean).join(", ");
  const shown = card.species.length > SPECIES_SHOWN + 1 ? SPECIES_SHOWN : card.species.length;
  const more = card.species.length - shown;
  const named = card.species.slice(0, shown).map((name) => t(`common:speciesMany.${name}`));
  const species = f.list(more > 0 ? [...named, t("feed.moreSpecies", { count: more })] : named);
  const kind = locale === "nl" ? card.next_slot_name_nl : card.next_slot_name_en;
  const range = card.price_to_cents === null ? (card.price_from_cents === null ? "" : t("feed.priceFrom", { price: f.money(card.price_from_cents) })) : f.priceRange(card.price_from_cents, card.price_to_cents);
  const price = range === "" ? null : [kind, range].filter(Boolean).join(" ");
  const notice = card.notice_minutes === null || card.next_slots.length === 0 ? null : t(card.notice_minutes === 0 ? "feed.noticeNone" : "feed.notice", { notice: f.stretch(card.notice_minutes) });
  return (
    <>
      <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-[14px] text-ink-2">
        <OpenTag practice={card} />
        <span className="min-w-0 truncate">{where}</span>
      </p>
      <p className="line-clamp-2 text-[14px] text-ink-2 first-letter:uppercase">{species}</p>
      {(price !== null || notice !== null) && (
        <p className="text-[14px] text-pretty text-ink-2 tablet:truncate">
          {price}
          {price !== null && notice !== null && <span className="text-ink-3"> · </span>}
          {notice !== null && <span className="text-ink-3">{notice}</span>}
        </p>
      )}
    </>
  );
}

const SHOWN_MAX = 3;

/** The first free places are the buttons: one on a phone, as many as fit on a desktop. */
function FreePlaces({ card, now, species }: { card: PracticeCard; now: number; species: string }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const [first] = card.next_slots;
  if (first === undefined) {
    return (
      <div className="mt-2 flex min-h-11 items-center justify-between gap-3 text-ink-2 tablet:mt-auto tablet:min-h-[34px]">
        <span className="text-[14px]">{t("feed.noPlace")}</span>
        <Button asChild size="l" className="tablet:h-[34px] tablet:rounded-md tablet:px-3 tablet:text-[14px]"><Link to={`/practices/${card.slug}`}>{t("feed.view")}</Link></Button>
      </div>
    );
  }
  const day = f.day(first, card.zone, new Date(now));
  const sameDay = card.next_slots.filter((at) => dayIn(at, card.zone) === dayIn(first, card.zone)).slice(0, SHOWN_MAX);
  const href = (at: string): string => bookHref(card.slug, { type: card.next_slot_type, at, species });
  const time = (at: string): string => f.time(at, card.zone);
  return (
    <>
      <div className="mt-2 flex items-center justify-between gap-3 tablet:hidden">
        <span className="flex flex-col">
          <span className="type-small text-ink-2">{t("feed.firstFree")}</span>
          <span className="type-h2 leading-[22px] first-letter:uppercase">{day} {time(first)}</span>
        </span>
        <Button asChild tone="main" size="l" className="relative z-10 px-5">
          <Link to={href(first)} aria-label={t("feed.chooseAt", { day, time: time(first), name: card.name })}>{t("feed.choose")}</Link>
        </Button>
      </div>
      <div className="mt-auto hidden items-center gap-2 tablet:flex">
        <span className="type-label min-w-[46px] text-ink-2 first-letter:uppercase">{day}</span>
        {sameDay.map((at, index) => (
          <Link
            key={at}
            to={href(at)}
            aria-label={t("feed.chooseAt", { day, time: time(at), name: card.name })}
            className={cn(
              "mono relative z-10 inline-flex h-[34px] items-center rounded-md px-[13px] text-[14px] font-semibold transition-colors duration-quick",
              index === 0 ? "bg-blue-fill text-white hover:bg-[color-mix(in_srgb,var(--blue-fill),#000_8%)]" : "bg-blue-tint text-blue-ink hover:bg-selected hover:shadow-quiet",
            )}
          >
            {time(at)}
          </Link>
        ))}
      </div>
    </>
  );
}

/** The exact box of a card that is still to come. */
export function CardSkeleton() {
  return (
    <div aria-hidden="true" className="h-[219px] overflow-hidden rounded-card bg-surface shadow-1 tablet:grid tablet:h-[150px] tablet:grid-cols-[176px_minmax(0,1fr)]">
      <div className="h-[84px] bg-skeleton animate-skeleton tablet:h-full" />
      <div className="flex flex-col gap-3 p-4">
        <span className="h-4 w-40 rounded-chip bg-skeleton animate-skeleton" />
        <span className="h-3 w-56 rounded-chip bg-skeleton animate-skeleton" />
        <span className="mt-auto h-9 w-32 rounded-md bg-skeleton animate-skeleton" />
      </div>
    </div>
  );
}
