import { useQueryClient } from "@tanstack/react-query";
import { Check, Minus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiProblem } from "@/api/problem";
import type { Role } from "@/api/types";
import { useMembership } from "@/features/identity/session";
import { addRole, changeRole } from "@/features/team/api";
import { beyond, PERMISSION_GROUPS, textKey, toggled } from "@/features/team/rules";
import { cn } from "@/lib/cn";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/choices";
import { Note } from "@/ui/note";
import { TextField } from "@/ui/text-field";

export interface RoleFormProps {
  /** Null for a new one. */
  current: Role | null;
  onAdded: (role: string) => void;
}

export function RoleForm({ current: role, onAdded }: RoleFormProps) {
  const { t } = useTranslation(["w-settings", "team"]);
  const { slug } = useMap();
  const own = useMembership(slug)?.permissions ?? [];
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("w-settings");
  const [name, setName] = useState(role?.name ?? "");
  const [chosen, setChosen] = useState<readonly string[]>(role?.permissions ?? []);
  const [fault, setFault] = useState<{ field: string | undefined; text: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isFixed = role?.is_builtin ?? false;
  const tooMuch = beyond(chosen, own);

  const save = (): void => {
    if (name.trim() === "") return setFault({ field: "name", text: t("role.nameless") });
    setBusy(true);
    const body = { name: name.trim(), permissions: [...chosen] };
    const sent = role ? changeRole(slug, role, body) : intent(body, (wanted, headers) => addRole(slug, wanted, headers));
    sent
      .then(
        (saved) => {
          void queries.invalidateQueries({ queryKey: ["roles"] });
          void queries.invalidateQueries({ queryKey: ["members"] });
          toast.done(t("role.saved", { name: saved.name }));
          onAdded(saved.role);
        },
        (error: unknown) => setFault({ field: error instanceof ApiProblem ? error.field : undefined, text: problemText(error) }),
      )
      .finally(() => setBusy(false));
  };
  return (
    <form
      noValidate
      aria-label={role?.name ?? t("role.new")}
      className="min-w-0"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isFixed) save();
      }}
    >
      {isFixed ? (
        <Note className="mb-4">{t("role.fixed", { name })}</Note>
      ) : (
        <TextField className="mb-4 max-w-sm" label={t("role.name")} value={name} maxLength={60} error={fault?.field === "name" ? fault.text : undefined} onChange={(event) => { setName(event.target.value); setFault(null); }} />
      )}
      <div className="grid gap-x-8 gap-y-5 tablet:grid-cols-2">
        {PERMISSION_GROUPS.map((group) => (
          <fieldset key={group.key}>
            <legend className="type-label mb-1.5 text-ink-2">{t(`team:group.${group.key}`)}</legend>
            <div className="flex flex-col gap-2">
              {group.permissions.map((permission) => (
                <PermissionLine
                  key={permission}
                  permission={permission}
                  isFixed={isFixed}
                  isMine={own.includes(permission)}
                  isChosen={chosen.includes(permission)}
                  onToggle={() => setChosen(toggled(chosen, permission))}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      {!isFixed && tooMuch.length > 0 && <Note tone="amber" className="mt-5">{t("problems.more_than_you_may")}</Note>}
      {fault && fault.field !== "name" && <Note tone="red" role="alert" className="mt-5">{fault.text}</Note>}
      {!isFixed && (
        <div className="mt-5 flex items-center gap-3">
          <Button type="submit" isBusy={isBusy}>{role ? t("common:action.save") : t("role.make")}</Button>
          <span className="type-small text-ink-3">{role && t("role.forAll")}</span>
        </div>
      )}
    </form>
  );
}

interface PermissionLineProps {
  permission: string;
  isFixed: boolean;
  isMine: boolean;
  isChosen: boolean;
  onToggle: () => void;
}

/** In a built-in role a line of text; in an own role a box, which is closed for what the reader has not got. */
function PermissionLine({ permission, isFixed, isMine, isChosen, onToggle }: PermissionLineProps) {
  const { t } = useTranslation(["w-settings", "team"]);
  const words = t(`team:permission.${textKey(permission)}`);
  if (!isFixed) {
    return <Checkbox label={words} hint={isMine ? undefined : t("role.notYours")} checked={isChosen} disabled={!isMine && !isChosen} onChange={onToggle} />;
  }
  const Icon = isChosen ? Check : Minus;
  return (
    <p className={cn("flex gap-2", !isChosen && "text-ink-3")}>
      <Icon size={15} className={cn("mt-px", isChosen && "text-green-ink")} aria-hidden="true" />
      <span>{words}<span className="sr-only">: {t(isChosen ? "role.may" : "role.mayNot")}</span></span>
    </p>
  );
}
