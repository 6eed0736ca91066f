import { Globe, Mail, Phone } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { PracticePage } from "@/api/types";

import { OpenTag } from "../parts/open-tag";

import { phoneShown } from "./phone";

export function Contact({ practice }: { practice: PracticePage }) {
  const { t } = useTranslation("w-owner");
  const address = [practice.street, [practice.postcode, practice.city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return (
    <div className="flex flex-col gap-2">
      <h1 className="type-display text-balance">{practice.name}</h1>
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-2">
        <OpenTag practice={practice} size="l" />
        {address}
      </p>
      {practice.franchise_name && <p className="text-[14px] text-ink-2">{t("clinic.partOf", { name: practice.franchise_name })}</p>}
      <ul className="-ml-2 flex flex-wrap gap-x-2">
        {practice.phone !== "" && <Way href={`tel:${practice.phone}`} icon={<Phone size={18} aria-hidden="true" />}>{phoneShown(practice.phone)}</Way>}
        {practice.email !== "" && <Way href={`mailto:${practice.email}`} icon={<Mail size={18} aria-hidden="true" />}>{practice.email}</Way>}
        {/^https?:\/\//.test(practice.website) && <Way href={practice.website} icon={<Globe size={18} aria-hidden="true" />}>{t("clinic.website")}</Way>}
      </ul>
    </div>
  );
}

function Way({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  return (
    <li>
      <a href={href} rel="noreferrer" className="inline-flex min-h-11 items-center gap-2 rounded-md px-2 text-blue-ink underline-offset-3 hover:underline">
        {icon}
        {children}
      </a>
    </li>
  );
}
