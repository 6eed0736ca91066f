import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { OwnerRecord } from "@/api/types";
import { useFormats } from "@/lib/i18n";

import { Section } from "../parts/page";

type Parts = OwnerRecord["parts"];

/** Everything of the visit that the practice shares; a kind of thing that is not there leaves no heading. */
export function RecordParts({ parts }: { parts: Parts }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  return (
    <>
      <List title={t("record.diagnoses")} items={parts.diagnoses.map((one) => ({ key: one.id, name: one.text, more: t(`record.kind.${one.kind}`) }))} />
      <List
        title={t("record.prescriptions")}
        items={parts.prescriptions.map((one) => ({
          key: one.id,
          name: [one.product, one.dose].filter(Boolean).join(", "),
          more: [one.instruction, one.days === null ? "" : t("record.days", { count: one.days })].filter(Boolean).join(" · "),
        }))}
      />
      <List title={t("passport.vaccinations")} items={parts.vaccinations.map((one) => ({ key: one.id, name: one.product, more: one.valid_until_on ? t("passport.until", { date: f.date(one.valid_until_on) }) : t("passport.given", { date: f.date(one.given_on) }) }))} />
      <List title={t("record.dewormings")} items={parts.dewormings.map((one) => ({ key: one.id, name: one.product, more: one.next_on ? t("record.nextOn", { date: f.date(one.next_on) }) : t("passport.given", { date: f.date(one.given_on) }) }))} />
      <LabResults results={parts.lab_results} />
      {parts.vitals && <Vitals vitals={parts.vitals} />}
    </>
  );
}

function List({ title, items }: { title: string; items: readonly { key: string; name: ReactNode; more: string }[] }) {
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="flex flex-col gap-2.5">
        {items.map(({ key, name, more }) => (
          <li key={key} className="flex flex-col">
            <b>{name}</b>
            {more !== "" && <span className="text-[14px] text-ink-2">{more}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LabResults({ results }: { results: Parts["lab_results"] }) {
  const { t } = useTranslation("w-owner");
  if (results.length === 0) return null;
  return (
    <Section title={t("record.lab")}>
      <table className="w-full text-left text-[14px]">
        <thead className="type-label text-ink-2">
          <tr><th scope="col" className="py-1.5 pr-3">{t("record.test")}</th><th scope="col" className="py-1.5 pr-3">{t("record.value")}</th><th scope="col" className="py-1.5">{t("record.normal")}</th></tr>
        </thead>
        <tbody>
          {results.map((one) => (
            <tr key={one.id} className="border-t border-line">
              <th scope="row" className="py-2 pr-3 font-normal">{one.test}{one.remark !== "" && <span className="type-small block text-ink-2">{one.remark}</span>}</th>
              <td className="mono py-2 pr-3">{one.value} {one.unit}</td>
              <td className="mono py-2 text-ink-2">{[one.low, one.high].filter(Boolean).join(" – ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Vitals({ vitals }: { vitals: NonNullable<Parts["vitals"]> }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const shown = [
    vitals.weight_grams != null && { label: t("passport.weight"), value: f.weight(vitals.weight_grams) },
    vitals.temperature_tenths != null && { label: t("record.temperature"), value: `${f.number(vitals.temperature_tenths / 10, 1)} °C` },
    vitals.pulse_per_minute != null && { label: t("record.pulse"), value: t("record.perMinute", { count: vitals.pulse_per_minute }) },
    vitals.respiration_per_minute != null && { label: t("record.breath"), value: t("record.perMinute", { count: vitals.respiration_per_minute }) },
  ].filter((one) => one !== false);
  if (shown.length === 0) return null;
  return (
    <Section title={t("record.measured")}>
      <dl className="grid grid-cols-2 gap-3 tablet:grid-cols-4">
        {shown.map(({ label, value }) => (
          <div key={label} className="flex flex-col-reverse">
            <dt className="text-[13px] text-ink-2">{label}</dt>
            <dd className="mono text-[17px]">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
