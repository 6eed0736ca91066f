import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { PatientLine } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { PetPicture } from "@/features/patients/pet-picture";
import { signalment } from "@/features/patients/rules";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Cell, HeadCell, Row, Table } from "@/ui/table";
import { Tag } from "@/ui/tag";

export interface PatientTableProps {
  lines: readonly PatientLine[];
  zone: string;
  selectedId: string | null;
  onSelect: (id: string) => void;
}

const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 };

/** From name to name, line by line. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const line = event.target instanceof Element ? event.target.closest("tr") : null;
  if (!step || event.ctrlKey || event.metaKey || event.altKey || !line) return;
  const next = step === 1 ? line.nextElementSibling : line.previousElementSibling;
  event.preventDefault();
  next?.querySelector("a")?.focus();
}

/** Focus or a click on a line chooses it for the rail; its name opens the file, and has the focus of the line. */
export function PatientTable({ lines, zone, selectedId, onSelect }: PatientTableProps) {
  const { t } = useTranslation(["w-patient", "patients"]);
  const f = useFormats();
  const map = useMap();
  const now = useNow();
  return (
    <Table label={t("table.title")}>
      <thead>
        <Row>
          <HeadCell>{t("table.patient")}</HeadCell>
          <HeadCell>{t("table.owner")}</HeadCell>
          <HeadCell className="max-tablet:hidden print:table-cell!">{t("table.last")}</HeadCell>
          <HeadCell className="max-tablet:hidden print:table-cell!">{t("table.next")}</HeadCell>
        </Row>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.id} className={cn("hover:bg-hover", line.id === selectedId && "bg-selected")} onClick={({ currentTarget }) => { currentTarget.querySelector("a")?.focus({ preventScroll: true }); onSelect(line.id); }} onFocus={() => onSelect(line.id)} onKeyDown={walk}>
            <Cell>
              <span className={cn("flex items-center gap-2.5 pl-1", line.state !== "active" && "opacity-75")}>
                <PetPicture pet={line} size={32} className={line.state === "active" ? undefined : "grayscale"} />
                <span className="min-w-0">
                  <span className="flex flex-wrap items-center gap-1.5">
                    <Link to={map.href("patient", line.id) ?? ""} viewTransition className="font-semibold hover:underline">{line.name}</Link>
                    {line.state !== "active" && <Tag>{t(`patients:state.${line.state}`)}</Tag>}
                    {line.alert && <Tag tone="red" className="max-w-56 min-w-0 flex-initial"><span className="truncate">{line.alert}</span></Tag>}
                  </span>
                  <span className="type-small block text-ink-3">{signalment(line, t as never, f, now)}</span>
                </span>
              </span>
            </Cell>
            <Cell>{line.client_name}<span className="type-small block text-ink-3">{line.city}</span></Cell>
            <Cell className="text-ink-2 max-tablet:hidden print:table-cell!">{line.last_visit_at ? f.date(dayIn(line.last_visit_at, zone), "long") : <span className="text-ink-3">{t("table.never")}</span>}</Cell>
            <Cell className="text-ink-2 max-tablet:hidden print:table-cell!">{line.next_visit_at ? f.dateTime(line.next_visit_at, zone) : ""}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
