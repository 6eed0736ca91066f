import { useTranslation } from "react-i18next";

import type { PracticePage } from "@/api/types";
import { addDays } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";

import { Section } from "../parts/page";
import { useNow } from "../parts/use-now";
import { weekRuns } from "../rules";

const AHEAD_DAYS = 30;

export function Hours({ practice }: { practice: PracticePage }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const f = useFormats();
  const today = dayIn(new Date(useNow()), practice.zone);
  const soon = practice.exceptions.filter(({ on_date }) => on_date >= today && on_date <= addDays(today, AHEAD_DAYS));
  if (practice.opening_hours.length === 0) return null;
  const days = (from: number, to: number): string =>
    from === to ? t(`common:weekday.${from}`) : t("clinic.dayToDay", { from: t(`common:weekday.${from}`), to: t(`common:weekday.${to}`) });
  return (
    <Section title={t("clinic.hours")}>
      <dl>
        {weekRuns(practice.opening_hours).map(({ from, to, spans }) => (
          <div key={from} className="flex justify-between gap-4 py-[5px]">
            <dt className="first-letter:uppercase">{days(from, to)}</dt>
            <dd className={spans.length === 0 ? "text-ink-2" : "mono"}>{spans.length === 0 ? t("clinic.shut") : spans.join(", ")}</dd>
          </div>
        ))}
      </dl>
      {soon.length > 0 && (
        <>
          <h3 className="type-h3 mt-2">{t("clinic.otherwise")}</h3>
          <dl>
            {soon.map(({ on_date, opens, closes, note }) => (
              <div key={on_date + (opens ?? "")} className="flex justify-between gap-4 py-[5px]">
                <dt className="first-letter:uppercase">{f.date(on_date, "medium")}{note !== "" && <span className="text-ink-2">, {note}</span>}</dt>
                <dd className={opens === null ? "text-ink-2" : "mono"}>{opens === null ? t("clinic.shut") : `${opens} – ${closes ?? ""}`}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {practice.closed_note !== "" && <p className="text-[14px] text-ink-2">{practice.closed_note}</p>}
    </Section>
  );
}
