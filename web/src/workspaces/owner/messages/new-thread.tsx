import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useMe } from "@/features/identity/session";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { useDraft } from "@/lib/use-draft";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { TextArea, TextField } from "@/ui/text-field";

import { writeMessage } from "../api";
import { usePets } from "../parts/use-pets";

import { TEXT_MAX } from "./composer";

const EMPTY = { subject: "", text: "", petId: "" };

export function NewThread({ slug, name }: { slug: string; name: string }) {
  const { t } = useTranslation("w-owner");
  const me = useMe();
  const { active: pets } = usePets();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const intent = useIntent();
  const problemText = useProblemText("w-owner");
  const draft = useDraft(`thread.${slug}.${me.id}`, EMPTY);
  const [isChecked, setChecked] = useState(false);
  const { subject, text, petId } = draft.value;
  const isSubjectMissing = isChecked && subject.trim() === "";
  const isTextMissing = isChecked && text.trim() === "";
  const send = useMutation({
    mutationFn: () => intent({ text: text.trim(), subject: subject.trim(), ...(petId !== "" && { pet_id: petId }) }, (sent, headers) => writeMessage(slug, sent, headers)),
    // The answer may be lost and the message not: the list of conversations then shows it.
    onError: () => void queries.invalidateQueries({ queryKey: ["threads"] }),
    onSuccess: async ({ thread }) => {
      draft.clear();
      await queries.invalidateQueries({ queryKey: ["threads"] });
      await navigate(`/messages/${slug}?thread=${thread.id}`, { replace: true });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (subject.trim() !== "" && text.trim() !== "") send.mutate();
  };
  const change = (values: Partial<typeof EMPTY>): void => draft.set({ ...draft.value, ...values });
  return (
    <>
      <h1 className="type-display text-balance">{t("messages.to", { name })}</h1>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {send.error && <Note tone="red" role="alert">{problemText(send.error)}</Note>}
        {pets.length > 0 && <Select label={t("messages.about")} size="l" value={petId} onChange={(event) => change({ petId: event.target.value })} options={[{ value: "", label: t("messages.noPet") }, ...pets.map((pet) => ({ value: pet.id, label: pet.name }))]} />}
        <TextField label={t("messages.subject")} size="l" maxLength={160} value={subject} onChange={(event) => change({ subject: event.target.value })} error={isSubjectMissing ? t("messages.error.subject") : undefined} />
        <TextArea label={t("messages.text")} size="l" rows={5} maxLength={TEXT_MAX} value={text} onChange={(event) => change({ text: event.target.value })} error={isTextMissing ? t("messages.error.text") : undefined} />
        <Note tone="slate" className="rounded-sheet px-4 py-3">{t("messages.notUrgent")}</Note>
        <Button type="submit" tone="main" size="l" isBusy={send.isPending} className="tablet:self-start">{t("messages.send")}</Button>
      </form>
    </>
  );
}
