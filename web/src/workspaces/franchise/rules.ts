import type { FranchisePractice } from "@/api/types";

export const MEASURES = ["visits", "booked", "new_clients", "no_show_rate", "cancelled"] as const;
export type Measure = (typeof MEASURES)[number];

export const ORDERS = ["attention", "name", "today", "measure", "trend"] as const;
export type Order = (typeof ORDERS)[number];

export type Figures = NonNullable<FranchisePractice["month"]>["now"];

/** Of these a rise is bad news. */
export function isMoreBetter(measure: Measure): boolean {
  return measure !== "no_show_rate" && measure !== "cancelled";
}

/** It ought to have given figures and did not: what is counted together is too little. */
export function isMissing({ gap }: Pick<FranchisePractice, "gap">): boolean {
  return gap === "late" || gap === "silent";
}

/** Change since the same day of last month: a share of it, of the no-shows in points. Null where nothing can be compared. */
export function trendOf(practice: Pick<FranchisePractice, "month">, measure: Measure): number | null {
  if (!practice.month) return null;
  const { now, before } = practice.month;
  return changeOf(now, before, measure);
}

export function changeOf(now: Figures, before: Figures, measure: Measure): number | null {
  if (measure === "no_show_rate") return now.no_show_rate === null || before.no_show_rate === null ? null : now.no_show_rate - before.no_show_rate;
  return before[measure] === 0 ? null : (now[measure] - before[measure]) / before[measure];
}

export interface Group {
  today: number;
  requests: number;
  now: Figures;
  before: Figures;
  /** How many gave figures; an average is of these. */
  counted: number;
}

const NOTHING: Figures = { visits: 0, missed: 0, cancelled: 0, booked: 0, new_clients: 0, no_show_rate: null };

function plus(sum: Figures, one: Figures): Figures {
  const [visits, missed] = [sum.visits + one.visits, sum.missed + one.missed];
  return {
    visits, missed,
    cancelled: sum.cancelled + one.cancelled, booked: sum.booked + one.booked, new_clients: sum.new_clients + one.new_clients,
    no_show_rate: visits + missed === 0 ? null : missed / (visits + missed),
  };
}

/** All practices together; the share of no-shows is of all their visits, not the mean of their shares. */
export function groupOf(practices: readonly FranchisePractice[]): Group {
  const group: Group = { today: 0, requests: 0, now: NOTHING, before: NOTHING, counted: 0 };
  for (const { visits_today, requests_open, month } of practices) {
    group.today += visits_today ?? 0;
    group.requests += requests_open ?? 0;
    if (!month) continue;
    group.now = plus(group.now, month.now);
    group.before = plus(group.before, month.before);
    group.counted += 1;
  }
  return group;
}

export type Reason = { key: "late" | "silent" } | { key: "requests"; count: number } | { key: "missed"; rate: number; group: number } | { key: "fewer" | "cancelled"; share: number };

const MANY_REQUESTS = 10;
/** Below these counts a share says nothing. */
const ENOUGH_VISITS = 20;
const ENOUGH_MISSED = 3;
const MISSED_OFTEN = 0.05;
const FAR_FROM_GROUP = 1.5;
const FEWER = -0.15;
const ENOUGH_CANCELLED = 10;
const FAR_MORE = 0.5;

/** What a manager should look at, the most pressing first. */
export function reasonsOf(practice: FranchisePractice, group: Group): Reason[] {
  const { gap, requests_open, month } = practice;
  if (gap === "late" || gap === "silent") return [{ key: gap }];
  const reasons: Reason[] = [];
  if ((requests_open ?? 0) >= MANY_REQUESTS) reasons.push({ key: "requests", count: requests_open ?? 0 });
  if (!month) return reasons;
  const { missed, no_show_rate: rate } = month.now;
  const usual = group.now.no_show_rate ?? 0;
  if (rate !== null && missed >= ENOUGH_MISSED && rate >= Math.max(MISSED_OFTEN, usual * FAR_FROM_GROUP)) reasons.push({ key: "missed", rate, group: usual });
  const change = trendOf(practice, "visits");
  if (change !== null && month.before.visits >= ENOUGH_VISITS && change <= FEWER) reasons.push({ key: "fewer", share: -change });
  const calledOff = trendOf(practice, "cancelled");
  if (calledOff !== null && month.now.cancelled >= ENOUGH_CANCELLED && calledOff >= FAR_MORE) reasons.push({ key: "cancelled", share: calledOff });
  return reasons;
}

/** What has no figure stands last, whatever is looked at; ties go by name, as the server sends them. */
export function ordered(practices: readonly FranchisePractice[], order: Order, measure: Measure, group: Group): FranchisePractice[] {
  if (order === "name") return [...practices];
  const weight = (one: FranchisePractice): number => {
    switch (order) {
      case "attention": {
        const reasons = reasonsOf(one, group).length;
        return isMissing(one) ? 100 : reasons > 0 ? reasons : one.month ? 0 : -1;
      }
      case "today":
        return one.visits_today ?? -1;
      case "measure":
        return one.month?.now[measure] ?? -1;
      case "trend":
        return trendOf(one, measure) ?? -Infinity;
    }
  };
  return practices.map((one) => ({ one, at: weight(one) })).sort((left, right) => (left.at === right.at ? 0 : right.at - left.at)).map(({ one }) => one);
}
