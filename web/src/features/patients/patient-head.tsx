import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import type { PatientView } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { Tag } from "@/ui/tag";

import { Alerts } from "./alerts";
import { PetPicture } from "./pet-picture";
import { chipGroups, signalment } from "./rules";

export interface PatientHeadProps {
  patient: PatientView;
  /** For who brings the focus here. */
  heading?: RefObject<HTMLHeadingElement | null>;
}

/** Who it is: name, signalment, chip, owner; what must be known stands beside it. */
export function PatientHead({ patient, heading }: PatientHeadProps) {
  const { t } = useTranslation(["patients", "common"]);
  const f = useFormats();
  return (
    <header className="flex items-start gap-x-3.5 gap-y-2 max-tablet:flex-wrap">
      <PetPicture pet={patient} size={52} className={patient.state === "active" ? undefined : "grayscale"} />
      <div className="min-w-0 flex-1">
        <h1 ref={heading} tabIndex={-1} className="type-display flex flex-wrap items-center gap-x-3">
          {patient.name}
          {patient.state === "deceased" && <Tag size="l">{patient.deceased_on ? t("deceasedOn", { date: f.date(patient.deceased_on) }) : t("state.deceased")}</Tag>}
          {patient.state === "archived" && <Tag size="l">{t("state.archived")}</Tag>}
        </h1>
        <p className="text-ink-2">
          {signalment(patient, t as never, f, new Date())}
          {patient.chip && <>, {t("chip")} <span className="mono">{chipGroups(patient.chip)}</span></>}
          , {t("owner")} <b className="text-ink">{patient.client_name}</b>
        </p>
      </div>
      <Alerts patient={patient.alert} client={patient.client_alert} className="max-w-[340px] justify-end pt-1 max-tablet:max-w-none max-tablet:justify-start" />
    </header>
  );
}
