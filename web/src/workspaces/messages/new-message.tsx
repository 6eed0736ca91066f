import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import type { PatientLine } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { startThread } from "@/features/messages/api";
import { clientQuery } from "@/features/patients/api";
import { PatientSearch } from "@/features/patients/patient-search";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { useDraft } from "@/lib/use-draft";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { TextArea, TextField } from "@/ui/text-field";

const EMPTY = { subject: "", text: "" };

/** A first message to an owner, found by the animal or given by the screen one comes from. */
export function NewMessage({ slug, clientId, patientId }: { slug: string; clientId: string | null; patientId: string | null }) {
  const { t } = useTranslation("w-messages");
  const { href } = useMap();
  const [found, setFound] = useState<PatientLine | null>(null);
  const toClient = clientId ?? found?.client_id ?? null;
  const { data: client } = useQuery({ ...clientQuery(slug, toClient ?? ""), enabled: toClient !== null });
  const form = useNewMessage(slug, toClient);
  const about = form.about ?? patientId ?? found?.id ?? "";
  const name = client && [client.first_name, client.prefix, client.last_name].filter(Boolean).join(" ");
  return (
    <Sheet className="flex max-w-[720px] flex-col gap-4 p-6">
      <h2 className="type-h2">{name ? t("new.to", { name }) : t("new.title")}</h2>
      <form noValidate className="flex flex-col gap-3.5" onSubmit={(event) => { event.preventDefault(); void form.send(about || null); }}>
        {clientId === null && <PatientSearch slug={slug} label={t("new.who")} selected={found} onSelect={setFound} error={form.isChecked && !toClient ? t("new.whoMissing") : undefined} />}
        {client && name && (
          <div className="flex items-center gap-2.5">
            <Avatar name={name} size={32} isDecorative />
            <p><b>{name}</b> <span className="type-small block text-ink-2">{client.email ?? t("new.noEmail")}</span></p>
          </div>
        )}
        {client && client.patients.length > 0 && (
          <Select label={t("new.about")} value={about} onChange={(event) => form.setAbout(event.target.value)} options={[{ value: "", label: t("new.nobody") }, ...client.patients.map((animal) => ({ value: animal.id, label: animal.name }))]} />
        )}
        <TextField label={t("new.subject")} maxLength={160} value={form.subject} error={form.isChecked && !form.subject.trim() ? t("new.subjectMissing") : undefined} onChange={(event) => form.write({ subject: event.target.value })} />
        <TextArea label={t("new.text")} rows={6} maxLength={4000} value={form.text} error={form.isChecked && !form.text.trim() ? t("new.textMissing") : undefined} onChange={(event) => form.write({ text: event.target.value })} />
        {form.problem !== null && <Note tone="red" role="alert">{form.problemText(form.problem)}</Note>}
        <footer className="flex items-center gap-2">
          <Button tone="main" type="submit" isBusy={form.isBusy} icon={<Send size={15} aria-hidden="true" />}>{t("answer.send")}</Button>
          <Button tone="bare" asChild><Link to={href("messages") ?? ""}>{t("common:action.cancel")}</Link></Button>
        </footer>
      </form>
    </Sheet>
  );
}

function useNewMessage(slug: string, clientId: string | null) {
  const map = useMap();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("messages");
  const draft = useDraft(`message.${slug}.${clientId ?? "somebody"}.${useMe().id}`, EMPTY);
  const [about, setAbout] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const { subject, text } = draft.value;
  const send = async (patientId: string | null): Promise<void> => {
    setChecked(true);
    if (clientId === null || !subject.trim() || !text.trim()) return;
    setBusy(true);
    setProblem(null);
    try {
      const { thread } = await intent({ client_id: clientId, patient_id: patientId, subject: subject.trim(), text: text.trim() }, (sent, headers) => startThread(slug, sent, headers));
      draft.clear();
      await queries.invalidateQueries({ queryKey: ["threads"] });
      void navigate(map.href("messages", thread.id) ?? "", { replace: true });
    } catch (error) {
      setProblem(error);
      // The answer may be lost and the message not: the list beside this then shows it.
      void queries.invalidateQueries({ queryKey: ["threads"] });
      setBusy(false);
    }
  };
  return { subject, text, about, setAbout, problem, problemText, isBusy, isChecked, send, write: (change: Partial<typeof EMPTY>) => draft.set({ ...draft.value, ...change }) };
}
