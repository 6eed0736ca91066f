import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Department } from "@/api/types";
import { acting } from "@/features/appointments/digits";
import { addDepartment, changeDepartment, departmentsQuery } from "@/features/settings/api";
import { useActions, type RailAction } from "@/lib/actions";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { Switch } from "@/ui/choices";
import { TextField } from "@/ui/text-field";

import { PartFailed, PartLoading, SheetHead, usePartCrumb } from "./sheet";

export function DepartmentsScreen() {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const { data, isError, refetch } = useQuery(departmentsQuery(slug));
  const field = useRef<HTMLInputElement>(null);
  usePartCrumb("departments", false);
  useActions(useMemo<RailAction[]>(() => [{ ...acting("settings.add"), label: t("department.add"), icon: Plus, run: () => field.current?.focus() }], [t]));
  if (isError) return <PartFailed onRetry={() => void refetch()} />;
  if (!data) return <PartLoading />;
  const active = data.filter((one) => one.active).length;
  return (
    <Sheet className="max-w-[680px] px-6 py-5 max-tablet:px-4">
      <SheetHead title={active === 0 ? t("department.none") : t("department.title", { count: active })}>{t("department.lead")}</SheetHead>
      <ul className="mt-4">
        {data.map((one) => <DepartmentLine key={`${one.id} ${one.version}`} department={one} />)}
      </ul>
      <AddDepartment fieldRef={field} />
    </Sheet>
  );
}

function DepartmentLine({ department }: { department: Department }) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const queries = useQueryClient();
  const problemText = useProblemText("w-settings");
  const [name, setName] = useState(department.name);
  const [fault, setFault] = useState<string | null>(null);

  const change = (body: { name?: string; active?: boolean }, from: Department): Promise<void> =>
    changeDepartment(slug, from, body).then(
      (changed) => {
        queries.setQueryData(departmentsQuery(slug).queryKey, (before) => before?.map((one) => (one.id === changed.id ? changed : one)));
        const undo = body.active === undefined ? { name: from.name } : { active: from.active };
        toast.done(t("department.saved", { name: changed.name }), () => void change(undo, changed));
      },
      (error: unknown) => {
        setFault(problemText(error));
        void queries.invalidateQueries({ queryKey: departmentsQuery(slug).queryKey });
      },
    );
  const rename = (): void => {
    const next = name.trim();
    if (next === "") setFault(t("department.nameless"));
    else if (next !== department.name) void change({ name: next }, department);
  };
  return (
    <li className="flex items-start gap-4 border-t border-line py-2.5 first:border-t-0">
      <TextField
        className="max-w-sm flex-1"
        label={t("department.name", { name: department.name })}
        isLabelHidden
        value={name}
        maxLength={80}
        error={fault ?? undefined}
        onChange={(event) => {
          setName(event.target.value);
          setFault(null);
        }}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === "Enter") rename();
        }}
      />
      <span className="flex h-[34px] items-center">
        <Switch label={department.active ? t("department.inUse") : t("department.closed")} aria-label={t("department.use", { name: department.name })} checked={department.active} onChange={(event) => void change({ active: event.target.checked }, department)} />
      </span>
    </li>
  );
}

function AddDepartment({ fieldRef }: { fieldRef: React.RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("w-settings");
  const [name, setName] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const add = (): void => {
    if (name.trim() === "") return setFault(t("department.nameless"));
    setBusy(true);
    intent(name.trim(), (sent, headers) => addDepartment(slug, sent, headers))
      .then(
        (made) => {
          queries.setQueryData(departmentsQuery(slug).queryKey, (before) => [...(before ?? []), made]);
          setName("");
          toast.done(t("department.added", { name: made.name }));
        },
        (error: unknown) => setFault(problemText(error)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <form
      noValidate
      className="mt-3 flex items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        ref={fieldRef}
        className="max-w-sm flex-1"
        label={t("department.new")}
        isLabelHidden
        placeholder={t("department.new")}
        maxLength={80}
        value={name}
        error={fault ?? undefined}
        onChange={(event) => {
          setName(event.target.value);
          setFault(null);
        }}
      />
      <Button type="submit" tone="main" keyCap="4" isBusy={isBusy}>{t("department.add")}</Button>
    </form>
  );
}
