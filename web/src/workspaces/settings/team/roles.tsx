import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import type { Role } from "@/api/types";
import { rolesQuery } from "@/features/team/api";
import { PERMISSIONS } from "@/features/team/rules";
import { cn } from "@/lib/cn";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Tag } from "@/ui/tag";

import { PartFailed } from "../sheet";
import { LinesLoading } from "./lines-loading";
import { RoleForm } from "./role-form";

const NEW = "new";

/** Left the roles, right what the chosen one may do. Built-in roles can be read, the practice's own can be changed. */
export function Roles() {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const [search, setSearch] = useSearchParams();
  const { data: roles, isError, refetch } = useQuery(rolesQuery(slug));
  if (isError) return <PartFailed onRetry={() => void refetch()} />;
  if (!roles) return <LinesLoading />;
  const wanted = search.get("role");
  const chosen = wanted === NEW ? null : (roles.find((role) => role.role === wanted) ?? roles[0] ?? null);
  const choose = (role: string): void => setSearch({ role }, { replace: true, flushSync: true });
  return (
    <div className="grid items-start gap-x-8 gap-y-5 pt-1 desk:grid-cols-[220px_minmax(0,1fr)]">
      <div>
        <ul aria-label={t("team.view.roles")} className="flex flex-col gap-0.5">
          {roles.map((role) => <RoleLine key={role.role} role={role} isOpen={role.role === chosen?.role} onChoose={() => choose(role.role)} />)}
        </ul>
        <Button size="s" keyCap="4" className="mt-3" onClick={() => choose(NEW)}>{t("role.add")}</Button>
      </div>
      <RoleForm key={chosen ? `${chosen.role} ${chosen.version}` : NEW} current={chosen} onAdded={choose} />
    </div>
  );
}

function RoleLine({ role, isOpen, onChoose }: { role: Role; isOpen: boolean; onChoose: () => void }) {
  const { t } = useTranslation("w-settings");
  return (
    <li>
      <button
        type="button"
        aria-pressed={isOpen}
        onClick={onChoose}
        className={cn("flex w-full items-center gap-2 rounded-md px-2.5 py-2 text-start", isOpen ? "bg-selected" : "hover:bg-hover")}
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold">{role.name}</span>
          <span className="type-small text-ink-2">{t("role.count", { count: role.permissions.length, total: PERMISSIONS.length })}</span>
        </span>
        {role.is_builtin && <Tag tone="bare" icon={<Lock aria-hidden="true" />}><span className="sr-only">{t("role.builtin")}</span></Tag>}
      </button>
    </li>
  );
}
