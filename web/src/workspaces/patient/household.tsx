import { useQuery } from "@tanstack/react-query";
import { Mail, MapPin, Phone, Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ClientView, PatientView } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { useMay } from "@/features/identity/session";
import { clientQuery } from "@/features/patients/api";
import { PetPicture } from "@/features/patients/pet-picture";
import { signalment } from "@/features/patients/rules";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { EditClientDialog } from "./edit-client-dialog";
import { MergedLines } from "./merged-lines";

/** The people and the other animals this one lives with. */
export function Household({ slug, patient, zone, className }: { slug: string; patient: PatientView; zone: string; className?: string }) {
  const { t } = useTranslation("w-patient");
  const map = useMap();
  const { data: client } = useQuery(clientQuery(slug, patient.client_id));
  const [isEditing, setEditing] = useState(false);
  const mayWrite = useMay(slug, "patients.write");
  if (!client) return <Loading label={t("common:state.loading")} className={cn("flex flex-col gap-3 pt-1", className)}><Skeleton className="h-5 w-40" /><Skeleton className="h-12" /><Skeleton className="h-12" /></Loading>;
  return (
    <section aria-label={t("household.of", { name: client.last_name })} className={cn("flex min-w-0 flex-col gap-3 pt-1", className)}>
      <header className="flex items-baseline justify-between gap-2">
        <h2 className="type-h3 min-w-0 truncate">{t("household.of", { name: [client.prefix, client.last_name].filter(Boolean).join(" ") })}</h2>
        {mayWrite && <Button tone="link" className="type-small" aria-label={t("client.title", { name: patient.client_name })} onClick={() => setEditing(true)}>{t("common:action.edit")}</Button>}
      </header>
      <Owner client={client} name={patient.client_name} />
      <MergedLines slug={slug} clientId={client.id} patientId={patient.id} zone={zone} kind="client" />
      <ul aria-label={t("household.animals")} className="-mx-2 flex flex-col gap-px print:mx-0">
        {client.patients.map((animal) => <Animal key={animal.id} animal={animal} isThis={animal.id === patient.id} />)}
      </ul>
      {mayWrite && (
        <Button tone="bare" size="s" className="-ml-2 self-start print:hidden" asChild>
          <Link to={`${map.href("patient", "new") ?? ""}?client=${client.id}`}><Plus size={14} aria-hidden="true" />{t("household.add")}</Link>
        </Button>
      )}
      {isEditing && <EditClientDialog slug={slug} client={client} onClose={() => setEditing(false)} />}
    </section>
  );
}

function Owner({ client, name }: { client: ClientView; name: string }) {
  const { t } = useTranslation("w-patient");
  const address = [client.address, [client.postcode, client.city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return (
    <div className="flex gap-2.5">
      <Avatar name={name} size={32} isDecorative />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5"><b>{name}</b> <span className="type-small text-ink-3">{t("client.number", { number: client.number })}</span></p>
        <ul className="type-small mt-0.5 flex flex-col gap-0.5 text-ink-2">
          {client.phone && <Contact icon={<Phone size={13} />}><a href={`tel:${client.phone}`} className="mono inline-block min-h-6 hover:underline">{client.phone}</a></Contact>}
          {client.phone_second && <Contact icon={<Phone size={13} />}><a href={`tel:${client.phone_second}`} className="mono inline-block min-h-6 hover:underline">{client.phone_second}</a></Contact>}
          {client.email && <Contact icon={<Mail size={13} />}><a href={`mailto:${client.email}`} className="inline-block min-h-6 break-all hover:underline">{client.email}</a></Contact>}
          {address && <Contact icon={<MapPin size={13} />}>{address}</Contact>}
        </ul>
        <p className="mt-1.5 flex flex-wrap gap-1">
          {client.user_id !== null && <Tag tone="green">{t("client.online")}</Tag>}
          {!client.allows_email && <Tag>{t("client.noEmail")}</Tag>}
          {client.state === "archived" && <Tag>{t("client.archived")}</Tag>}
        </p>
        {client.notes && <p className="type-small mt-1.5 whitespace-pre-line text-ink-2">{client.notes}</p>}
      </div>
    </div>
  );
}

function Contact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return <li className="flex items-start gap-1.5"><span aria-hidden="true" className="mt-px text-ink-3">{icon}</span><span className="min-w-0">{children}</span></li>;
}

function Animal({ animal, isThis }: { animal: ClientView["patients"][number]; isThis: boolean }) {
  const { t } = useTranslation(["w-patient", "patients"]);
  const f = useFormats();
  const map = useMap();
  const now = useNow();
  const isGone = animal.state !== "active";
  const text = isThis ? t("household.this") : animal.deceased_on ? t("household.died", { date: f.date(animal.deceased_on) }) : signalment(animal, t as never, f, now);
  return (
    <li>
      <Link to={map.href("patient", animal.id) ?? ""} aria-current={isThis ? "page" : undefined} className={cn("flex items-center gap-2.5 rounded-md px-2 py-1.5", isThis ? "bg-selected" : "hover:bg-hover")}>
        <PetPicture pet={animal} size={30} className={isGone ? "grayscale" : undefined} />
        <span className="min-w-0">
          <b className={isGone ? "text-ink-2" : undefined}>{animal.name}{animal.state === "deceased" && " †"}</b>
          <span className="type-small block truncate text-ink-2">{text}</span>
        </span>
      </Link>
    </li>
  );
}
