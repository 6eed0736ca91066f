import { Check, Clock, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { PassportVaccination } from "@/api/types";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Tag } from "@/ui/tag";

import { Section } from "../parts/page";
import { daysBetween, shareGone } from "../rules";

export function Vaccinations({ vaccinations, name }: { vaccinations: readonly PassportVaccination[]; name: string }) {
  const { t } = useTranslation("w-owner");
  const current = vaccinations.filter(({ due }) => due !== "renewed");
  return (
    <Section title={t("passport.vaccinations")}>
      {current.length === 0 ? (
        <p className="text-ink-2">{t("passport.noVaccinations", { name })}</p>
      ) : (
        <ul className="flex flex-col gap-3">{current.map((one) => <Line key={one.product + one.given_on} vaccination={one} />)}</ul>
      )}
    </Section>
  );
}

function Line({ vaccination }: { vaccination: PassportVaccination }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const { product, diseases, batch, given_on, valid_until_on, due } = vaccination;
  const today = dayIn(new Date(), "Europe/Amsterdam");
  const isLate = due === "overdue";
  const isSoon = due === "due_soon";
  const share = valid_until_on === null ? 0 : shareGone(given_on, valid_until_on, today);
  const until = valid_until_on === null ? t("passport.given", { date: f.date(given_on) }) : t("passport.until", { date: f.date(valid_until_on) });
  return (
    <li className="flex flex-col gap-1">
      <div className="flex items-center gap-3">
        <b className="min-w-0 flex-1">{product}{diseases.length > 0 && <span className="font-normal text-ink-2"> ({diseases.join(", ")})</span>}</b>
        {isLate && <Tag tone="red" icon={<TriangleAlert size={13} aria-hidden="true" />}>{t("passport.overdue")}</Tag>}
        {isSoon && valid_until_on !== null && <Tag tone="amber" icon={<Clock size={13} aria-hidden="true" />}>{t("passport.daysLeft", { count: Math.max(0, daysBetween(today, valid_until_on)) })}</Tag>}
        {due === "valid" && <Tag tone="green" icon={<Check size={13} aria-hidden="true" />}>{t("passport.valid")}</Tag>}
      </div>
      {valid_until_on !== null && (
        <div className="h-[5px] overflow-hidden rounded-[3px] bg-line" aria-hidden="true">
          <div style={{ width: `${share * 100}%` }} className={cn("h-full rounded-[3px]", isLate ? "bg-red" : isSoon ? "bg-amber" : "bg-green")} />
        </div>
      )}
      <p className="type-small text-ink-2">{[until, batch !== "" && t("passport.batch", { batch })].filter(Boolean).join(", ")}</p>
    </li>
  );
}
