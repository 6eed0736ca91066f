import { Check, CircleDashed, Download, FileText, House, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { download } from "@/api/download";
import type { ClinicApplication } from "@/api/types";
import { documentPath } from "@/features/platform/api";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { Tag } from "@/ui/tag";

import { ZONE } from "../zone";

type Props = { application: ClinicApplication };

const MARKS = { approved: { tone: "green", icon: Check }, rejected: { tone: "red", icon: X } } as const;

export function ApplicationBody({ application }: Props) {
  const { t } = useTranslation("w-admin");
  const { practice, state } = application;
  const mark = state === "approved" || state === "rejected" ? MARKS[state] : null;
  const Icon = mark?.icon;
  return (
    <>
      <div className="flex items-start gap-3.5">
        <span className="grid size-11 flex-none place-items-center rounded-full bg-sunken text-ink-2 max-tablet:hidden"><House size={18} aria-hidden="true" /></span>
        <div className="min-w-0 flex-1">
          <h2 className="type-h1">{practice.name}</h2>
          <p className="mt-0.5 text-ink-2">
            {t("application.kvk")} <span className="mono text-ink">{(practice.kvk_number ?? "").replace(/(\d{2})(?=\d)/g, "$1 ").trim() || "–"}</span>
            {application.submissions > 1 && `, ${t("application.nth", { count: application.submissions })}`}
          </p>
        </div>
        {mark && Icon && <Tag tone={mark.tone} size="l" icon={<Icon aria-hidden="true" />}>{t(`application.state.${state}`)}</Tag>}
      </div>
      <Facts application={application} />
      <Documents application={application} />
      <Outcome application={application} />
      <Log application={application} />
    </>
  );
}

function Facts({ application }: Props) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const { practice } = application;
  const address = [`${practice.street} ${practice.house_number}`.trim(), `${practice.postcode} ${practice.city}`.trim()].filter(Boolean).join(", ");
  const facts = [
    { key: "address", value: address },
    { key: "phone", value: practice.phone },
    { key: "email", value: practice.email },
    { key: "website", value: practice.website },
    { key: "species", value: f.list((practice.species ?? []).map((one) => t(`common:speciesMany.${one}`))) },
  ].filter((fact) => fact.value);
  return (
    <section aria-label={t("application.facts")} className="mt-5">
      {practice.description && <p className="type-read max-w-prose text-ink-2">{practice.description}</p>}
      <dl className="mt-3 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-5 gap-y-1.5">
        {facts.map((fact) => (
          <div key={fact.key} className="contents">
            <dt className="text-ink-3">{t(`application.fact.${fact.key}`)}</dt>
            <dd className="break-words">{fact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Documents({ application }: Props) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const problemText = useProblemText("w-admin");
  const [opened, setOpened] = useState<readonly string[]>([]);
  const open = (id: string): void => {
    download(documentPath(application.id, id)).then(
      () => setOpened((before) => [...before, id]),
      (error: unknown) => toast.failed(problemText(error), () => open(id)),
    );
  };
  return (
    <section aria-label={t("application.papers")} className="mt-5">
      <h3 className="type-label text-ink-2">{t("application.papers")}</h3>
      {application.documents.length === 0 && <p className="mt-2 text-ink-3">{t("application.noDocuments")}</p>}
      <ul className="mt-1">
        {application.documents.map((one) => (
          <li key={one.id} className="flex items-center gap-3 border-t border-line py-2.5 first:border-t-0">
            <FileText size={16} className="text-ink-2" aria-hidden="true" />
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{t(`application.paper.${one.kind}`)}</span>
              <span className="type-small block truncate text-ink-2">{one.title}, {t("application.size", { size: f.number(Math.max(1, Math.round(one.size_bytes / 1024))) })}, {f.dateTime(one.added_at, ZONE)}</span>
            </span>
            {opened.includes(one.id) && <Tag tone="green" icon={<Check aria-hidden="true" />}>{t("application.opened")}</Tag>}
            <Button size="s" icon={<Download size={13} aria-hidden="true" />} aria-label={t("application.downloadOf", { paper: t(`application.paper.${one.kind}`) })} onClick={() => open(one.id)}>{t("application.download")}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What approving does, or what was decided and how far the new practice is. */
function Outcome({ application }: Props) {
  const { t } = useTranslation("w-admin");
  const { state, remarks, slug, progress } = application;
  if (state === "submitted") return <Note className="mt-4">{t("application.effect")}</Note>;
  if (state === "rejected") return <Note tone="amber" className="mt-4">{t("application.returned")} {remarks && <q>{remarks}</q>}</Note>;
  const isLive = progress === "live";
  return (
    <Note tone={isLive ? "green" : "blue"} icon={isLive ? undefined : CircleDashed} role="status" className="mt-4">
      {t(isLive ? "application.live" : "application.making")} {slug && <span className="mono">{slug}</span>}
    </Note>
  );
}

function Log({ application }: Props) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const said = (what: string, remarks: string): string => (what === "document_added" ? t(`application.paper.${remarks}`, { defaultValue: remarks }) : remarks);
  return (
    <section aria-label={t("application.log")} className="mt-5">
      <h3 className="type-label text-ink-2">{t("application.log")}</h3>
      <ol className="mt-1.5 flex flex-col gap-1">
        {application.log.map((line, index) => (
          <li key={index} className="grid grid-cols-[128px_minmax(0,1fr)] gap-x-3">
            <time dateTime={line.at} className="mono text-ink-3">{f.dateTime(line.at, ZONE)}</time>
            <span><span className="weight-name">{t(`application.event.${line.what}`, { defaultValue: line.what })}</span>{line.remarks && <span className="text-ink-2"> {said(line.what, line.remarks)}</span>}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
