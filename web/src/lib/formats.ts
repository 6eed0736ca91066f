/** Dates, times, money and measures as people of a language read them. All through Intl; nothing is hand-made. */
export type Locale = "nl" | "en";

const REGION: Record<Locale, string> = { nl: "nl-NL", en: "en-GB" };

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(REGION[locale], options);
}

/** To how many grams a weight is said. */
export const exactTo = (grams: number): 1 | 10 | 100 => (grams < 1000 ? 1 : grams < 10_000 ? 10 : 100);

/** The calendar day (YYYY-MM-DD) on which an instant falls in a zone. */
export function dayIn(at: string | Date, zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(new Date(at));
}

/** A date without a time, read as noon UTC so that no zone can move it to another day. */
function noon(on: string): Date {
  return new Date(`${on}T12:00:00Z`);
}

function dayDistance(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);
}

function stripDots(text: string): string {
  return text.replace(/\.(?=\s|$)/g, "");
}

export function createFormats(locale: Locale) {
  const words = new Intl.RelativeTimeFormat(REGION[locale], { numeric: "auto" });
  const date = (on: string, style: "long" | "medium" | "short" | "weekday" = "long"): string => {
    const options: Record<typeof style, Intl.DateTimeFormatOptions> = {
      long: { day: "numeric", month: "long", year: "numeric" },
      medium: { weekday: "long", day: "numeric", month: "long" },
      short: { weekday: "short", day: "numeric", month: "short" },
      weekday: { weekday: "short" },
    };
    return stripDots(dateFormat(locale, { ...options[style], timeZone: "UTC" }).format(noon(on)));
  };
  const time = (at: string | Date, zone: string): string =>
    dateFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(new Date(at));
  /** "today", "tomorrow", else the short date, seen from `now` in the zone. */
  const day = (at: string | Date, zone: string, now: string | Date): string => {
    const distance = dayDistance(dayIn(now, zone), dayIn(at, zone));
    return Math.abs(distance) <= 1 ? words.format(distance, "day") : date(dayIn(at, zone), "short");
  };
  const money = (cents: number): string =>
    new Intl.NumberFormat(REGION[locale], {
      style: "currency",
      currency: "EUR",
      trailingZeroDisplay: "stripIfInteger",
    }).format(cents / 100);
  /** With `least` decimals also where they are noughts, for figures under one another. */
  const number = (value: number, digits = 0, least = 0): string =>
    new Intl.NumberFormat(REGION[locale], { minimumFractionDigits: least, maximumFractionDigits: digits }).format(value);

  const unit = (value: number, name: "day" | "hour"): string =>
    new Intl.NumberFormat(REGION[locale], { style: "unit", unit: name, unitDisplay: "long" }).format(value);

  const dateTime = (at: string | Date, zone: string): string => `${date(dayIn(at, zone), "short")} ${time(at, zone)}`;
  /** From and to; whole days without hours, the last one being the last that is meant and not the midnight after it. */
  const span = (from: string, to: string, zone: string): string => {
    if (time(from, zone) !== "00:00" || time(to, zone) !== "00:00") return `${dateTime(from, zone)} – ${dateTime(to, zone)}`;
    const [first, last] = [dayIn(from, zone), dayIn(new Date(Date.parse(to) - 1), zone)];
    return first === last ? date(first, "short") : `${date(first, "short")} – ${date(last, "short")}`;
  };

  return {
    locale,
    date,
    time,
    dateTime,
    span,
    day,
    money,
    number,
    /** "€ 48 – 60"; one price when both ends are the same or one is unknown; empty when none is known. */
    priceRange: (min: number | null | undefined, max: number | null | undefined): string => {
      if (min == null && max == null) return "";
      if (min == null || max == null || min === max) return money(min ?? max ?? 0);
      return `${money(min)} – ${money(max).replace(/^€\s?/, "")}`;
    },
    /** Grams as people say them: 380 g, 23,4 kg. A part or a change of a weight is said as that weight is: 0,8 kg of 26 kg. */
    weight: (grams: number, whole = grams): string => (whole < 1000 ? `${number(grams)} g` : `${number(grams / 1000, exactTo(whole) === 10 ? 2 : 1)} kg`),
    distance: (metres: number): string =>
      metres < 950 ? `${number(Math.round(metres / 50) * 50)} m` : `${number(metres / 1000, metres < 10_000 ? 1 : 0)} km`,
    minutes: (count: number): string => `${number(count)} min`,
    /** A length of time in its largest whole unit: "45 min", "24 uur", "3 dagen". */
    stretch: (minutes: number): string => {
      if (minutes > 0 && minutes % 1440 === 0 && minutes > 1440) return unit(minutes / 1440, "day");
      return minutes >= 120 && minutes % 60 === 0 ? unit(minutes / 60, "hour") : `${number(minutes)} min`;
    },
    /** How old something born on a day is, in the largest fitting unit. */
    age: (bornOn: string, now: string | Date): string => age(locale, bornOn, dayIn(now, "UTC")),
    list: (items: string[]): string => new Intl.ListFormat(REGION[locale], { type: "conjunction" }).format(items),
  };
}

function age(locale: Locale, bornOn: string, today: string): string {
  const [by = 0, bm = 0, bd = 0] = bornOn.split("-").map(Number);
  const [ty = 0, tm = 0, td = 0] = today.split("-").map(Number);
  const months = Math.max(0, (ty - by) * 12 + (tm - bm) - (td < bd ? 1 : 0));
  const [value, unit] =
    months >= 24 ? [Math.floor(months / 12), "year"] : months >= 2 ? [months, "month"] : [Math.max(0, Math.floor(dayDistance(bornOn, today) / 7)), "week"];
  return new Intl.NumberFormat(REGION[locale], { style: "unit", unit: String(unit), unitDisplay: "long" }).format(Number(value));
}

export type Formats = ReturnType<typeof createFormats>;
