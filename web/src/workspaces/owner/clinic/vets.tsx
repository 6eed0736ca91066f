import { useTranslation } from "react-i18next";

import type { PracticePage } from "@/api/types";
import { Avatar } from "@/ui/avatar";

import { Section } from "../parts/page";

export function Vets({ vets }: { vets: PracticePage["vets"] }) {
  const { t } = useTranslation("w-owner");
  if (vets.length === 0) return null;
  return (
    <Section title={t("clinic.vets")}>
      <ul className="flex flex-wrap gap-x-6 gap-y-3">
        {vets.map((vet) => (
          <li key={vet.id} className="flex items-center gap-2.5 text-[13px] leading-[17px] text-ink-2">
            <Avatar name={vet.name} src={vet.picture_url} size={40} isDecorative />
            <span className="flex flex-col">
              <b className="text-[15px] text-ink">{vet.name}</b>
              {vet.specialisation}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
