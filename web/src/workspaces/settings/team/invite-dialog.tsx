import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiProblem } from "@/api/problem";
import { useDialogDraft } from "@/features/identity/dialog-draft";
import { useMembership } from "@/features/identity/session";
import { departmentsQuery } from "@/features/settings/api";
import { invite, rolesQuery } from "@/features/team/api";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { TextField } from "@/ui/text-field";

import { RoleSelect } from "./role-select";

const NOBODY = { email: "", role: "", first_name: "", last_name: "", department_id: "" };

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const own = useMembership(slug)?.permissions ?? [];
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("w-settings");
  const roles = useQuery(rolesQuery(slug)).data ?? [];
  const departments = useQuery(departmentsQuery(slug)).data?.filter((one) => one.active) ?? [];
  const draft = useDialogDraft(`invite.${slug}`, NOBODY, onClose);
  const { value, close } = draft;
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ field: string | undefined; text: string } | null>(null);
  const set = (change: Partial<typeof value>): void => {
    draft.set({ ...value, ...change });
    setRefused(null);
  };
  const role = value.role || roles.find((one) => one.role === "vet")?.role || roles[0]?.role || "";
  const emailFault = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.email.trim()) ? undefined : t("profile.fault.email");

  const send = (): void => {
    setTried(true);
    // The button is off while it goes, Enter is not.
    if (emailFault !== undefined || isBusy) return;
    setBusy(true);
    const body = {
      email: value.email.trim(), role, first_name: value.first_name.trim() || null, last_name: value.last_name.trim() || null,
      department_id: value.department_id || null,
    };
    intent(body, (sent, headers) => invite(slug, sent, headers)).then(
      (made) => {
        void queries.invalidateQueries({ queryKey: ["invitations"] });
        toast.done(t("invite.sent", { email: made.email }));
        close();
      },
      (error: unknown) => {
        setBusy(false);
        setRefused({ field: error instanceof ApiProblem ? error.field : undefined, text: problemText(error) });
      },
    );
  };
  const at = (name: keyof typeof value): string | undefined => (refused?.field === name ? refused.text : undefined);
  const isAtField = refused?.field !== undefined && refused.field in value;
  return (
    <Dialog
      isOpen
      onClose={close}
      hasWords={[value.email, value.first_name, value.last_name].some(Boolean)}
      closeLabel={t("common:action.close")}
      title={t("invite.dialog")}
      footer={<><Button tone="bare" onClick={close}>{t("common:action.cancel")}</Button><Button tone="main" isBusy={isBusy} onClick={send}>{t("invite.send")}</Button></>}
    >
      <form noValidate className="grid gap-x-4 gap-y-3.5 pt-2 tablet:grid-cols-2" onSubmit={(event) => { event.preventDefault(); send(); }}>
        {refused && !isAtField && <Note tone="red" role="alert" className="tablet:col-span-2">{refused.text}</Note>}
        <TextField
          className="tablet:col-span-2"
          label={t("profile.field.email")}
          type="email"
          autoComplete="off"
          value={value.email}
          error={at("email") ?? (isTried ? emailFault : undefined)}
          onChange={(event) => set({ email: event.target.value })}
        />
        <TextField label={t("invite.first")} error={at("first_name")} value={value.first_name} autoComplete="off" onChange={(event) => set({ first_name: event.target.value })} />
        <TextField label={t("invite.last")} error={at("last_name")} value={value.last_name} autoComplete="off" onChange={(event) => set({ last_name: event.target.value })} />
        <RoleSelect label={t("invite.role")} isField roles={roles} own={own} value={role} error={at("role")} onChange={(next) => set({ role: next })} />
        <Select label={t("invite.department")} error={at("department_id")} value={value.department_id} onChange={(event) => set({ department_id: event.target.value })} options={[{ value: "", label: t("member.noDepartment") }, ...departments.map((one) => ({ value: one.id, label: one.name }))]} />
        <p className="type-small text-ink-3 tablet:col-span-2">{t("invite.hint")}</p>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
