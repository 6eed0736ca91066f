import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useMap } from "@/lib/map";

import { AskForm, type CommandFormProps } from "./form";
import { PatientPart, useAnimals } from "./patient-part";

/** "bericht aan de vries", "consult bella": which animal, and on to the screen where it is written. */
export function GoForm({ command, answer, onDone, handle }: CommandFormProps) {
  const { t } = useTranslation("ask-bar");
  const { href } = useMap();
  const navigate = useNavigate();
  const { animals, animal, pick, hasMore } = useAnimals(answer, command.who ?? "");
  const isMessage = command.intent === "message";
  const to = animal && (isMessage ? href("messages", "new", animal.client_id, animal.id) : href("consult", "start", animal.id));
  const go = (): void => {
    if (!to) return;
    onDone();
    void navigate(to, { viewTransition: true });
  };
  const key = isMessage ? "message" : "consult";
  return (
    <AskForm title={animal ? t(`go.${key}For`, { name: isMessage ? animal.client_name : animal.name }) : t(`intent.${key}`)} submitText={t(`go.${key}`)} isReady={to !== null} onSubmit={go} handle={handle} tone="main" promise={t(`go.${key}Promise`)}>
      <PatientPart animals={animals} hasMore={hasMore} animal={animal} who={command.who ?? ""} onPick={pick} />
    </AskForm>
  );
}
