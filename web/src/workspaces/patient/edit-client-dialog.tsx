import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { ClientView } from "@/api/types";
import { changeClient } from "@/features/patients/api";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Switch } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { TextArea } from "@/ui/text-field";

import { ClientFields } from "./client-fields";
import { clientSchema, fieldOf, type ClientValues } from "./fields";

export function EditClientDialog({ slug, client, onClose }: { slug: string; client: ClientView; onClose: () => void }) {
  const { t } = useTranslation("w-patient");
  const problemText = useProblemText("w-patient");
  const queries = useQueryClient();
  const { first_name, prefix, last_name, address, postcode, city } = client;
  const form = useForm<ClientValues>({
    resolver: zodResolver(clientSchema),
    defaultValues: { first_name, prefix, last_name, address, postcode, city, phone: client.phone ?? "", email: client.email ?? "" },
  });
  const [more, setMore] = useState({ allows_email: client.allows_email, allows_sms: client.allows_sms, alert: client.alert, notes: client.notes });
  const [problem, setProblem] = useState<unknown>(null);
  const refused = isProblem(problem) ? fieldOf(problem.field) : undefined;
  const at = refused === "alert" || refused === "notes" ? refused : undefined;
  const submit = form.handleSubmit(async (values) => {
    try {
      await changeClient(slug, client.id, client.version, { ...values, email: values.email || null, ...more });
      toast.done(t("done.changed", { name: [values.first_name, values.prefix, values.last_name].filter(Boolean).join(" ") }));
      onClose();
    } catch (error) {
      const field = isProblem(error) ? fieldOf(error.field) : undefined;
      if (field !== undefined && field in values) form.setError(field as keyof ClientValues, { message: problemText(error) }, { shouldFocus: true });
      else setProblem(error);
    }
    for (const key of ["patients", "clients"]) void queries.invalidateQueries({ queryKey: [key] });
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("client.title", { name: [first_name, prefix, last_name].filter(Boolean).join(" ") })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button tone="main" type="submit" form="edit-client" isBusy={form.formState.isSubmitting}>{t("common:action.save")}</Button>
        </>
      }
    >
      <form id="edit-client" noValidate className="flex flex-col gap-4 pt-2" onSubmit={(event) => void submit(event)}>
        {problem !== null && at === undefined && <Note tone="red" role="alert">{problemText(problem)}</Note>}
        <ClientFields form={form} />
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          <Switch label={t("client.allowsEmail")} checked={more.allows_email} onChange={(event) => setMore({ ...more, allows_email: event.target.checked })} />
          <Switch label={t("client.allowsSms")} checked={more.allows_sms} onChange={(event) => setMore({ ...more, allows_sms: event.target.checked })} />
        </div>
        <TextArea label={t("client.alert")} error={at === "alert" ? problemText(problem) : undefined} rows={1} value={more.alert} onChange={(event) => setMore({ ...more, alert: event.target.value })} />
        <TextArea label={t("client.notes")} error={at === "notes" ? problemText(problem) : undefined} rows={2} value={more.notes} onChange={(event) => setMore({ ...more, notes: event.target.value })} />
      </form>
    </Dialog>
  );
}
