import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { foundOf, nameIn } from "@/features/ask-bar/rules";
import type { Newcomer } from "@/features/patients/newcomer";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/text-field";

import { AskForm, Part, type CommandFormProps } from "./form";

/** "nieuwe klant jansen 0612345678": leads to the form that registers, with what was typed in its fields; nothing is kept by it. */
export function NewForm({ command, answer, onDone, handle }: CommandFormProps) {
  const { t } = useTranslation(["ask-bar", "common"]);
  const { href } = useMap();
  const navigate = useNavigate();
  const isAnimal = command.intent === "new_patient";
  const owners = isAnimal ? foundOf(answer, "client").filter(({ state }) => state !== "archived") : [];
  const [ownerId, setOwnerId] = useState<string | null>(owners.length === 1 && owners[0]?.matched !== "sound" && owners[0]?.matched !== "letters" ? (owners[0]?.id ?? null) : null);
  const [name, setName] = useState(command.who ?? "");
  const [phone, setPhone] = useState(command.digits ?? "");
  const owner = owners.find(({ id }) => id === ownerId);
  const go = (): void => {
    const newcomer: Newcomer = { ...(owner ? {} : { ...nameIn(name), phone: phone.trim() }), species: command.species ?? "" };
    const to = href("patient", "new") ?? "";
    onDone();
    void navigate(owner ? `${to}?client=${owner.id}` : to, { viewTransition: true, state: { newcomer } });
  };
  return (
    <AskForm
      title={t(`intent.${command.intent}`)}
      submitText={owner ? t("new.submitFor", { name: owner.title }) : t("new.submit")}
      isReady
      onSubmit={go}
      handle={handle}
      tone="main"
      promise={t("new.promise")}
    >
      {owners.length > 0 && (
        <Part label={t("new.owner")}>
          <div className="flex flex-wrap gap-1.5">
            {owners.map((one) => <Button key={one.id} size="s" aria-pressed={one.id === ownerId} tone={one.id === ownerId ? "main" : "plain"} onClick={() => setOwnerId(one.id)}>{[one.title, one.subtitle].filter(Boolean).join(", ")}</Button>)}
            <Button size="s" aria-pressed={ownerId === null} tone={ownerId === null ? "main" : "plain"} onClick={() => setOwnerId(null)}>{t("new.newOwner")}</Button>
          </div>
        </Part>
      )}
      {!owner && <TextField label={t("new.name")} autoComplete="off" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />}
      {!owner && <TextField label={t("new.phone")} type="tel" isMono autoComplete="off" maxLength={30} value={phone} onChange={(event) => setPhone(event.target.value)} />}
      {command.species && <p className="text-ink-2">{t("new.species", { species: t(`common:species.${command.species}`) })}</p>}
    </AskForm>
  );
}
