import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Member, MemberPatch } from "@/api/types";
import { useMe, useMembership } from "@/features/identity/session";
import { departmentsQuery } from "@/features/settings/api";
import { changeMember, membersQuery, rolesQuery } from "@/features/team/api";
import { beyond } from "@/features/team/rules";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { QuietSelect } from "@/ui/quiet-select";
import { Chip } from "@/ui/tag";
import { EmptyState } from "@/ui/states";

import { PartFailed } from "../sheet";
import { EndDialog } from "./end-dialog";
import { LinesLoading } from "./lines-loading";
import { RoleSelect } from "./role-select";

export function Members() {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const [state, setState] = useState<"active" | "ended">("active");
  const { data, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(membersQuery(slug, state));
  const members = data?.pages.flatMap((page) => page.items);
  const act = useMemberActs();
  return (
    <section aria-label={t("team.view.members")}>
      {isError ? (
        <PartFailed onRetry={() => void refetch()} />
      ) : !members ? (
        <LinesLoading />
      ) : members.length === 0 ? (
        <EmptyState title={t("member.nobodyLeft")} />
      ) : (
        <ul>
          {members.map((member) => <MemberLine key={member.id} member={member} onChange={act.change} onEnd={act.askEnd} />)}
        </ul>
      )}
      <div className="mt-3 flex items-center gap-3">
        {hasNextPage && <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t("more")}</Button>}
        <Chip isOn={state === "ended"} onToggle={() => setState(state === "active" ? "ended" : "active")}>{t("member.ended")}</Chip>
      </div>
      {act.ending && <EndDialog member={act.ending} onEnd={act.end} onClose={() => act.askEnd(null)} />}
    </section>
  );
}

function useMemberActs() {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const queries = useQueryClient();
  const problemText = useProblemText("w-settings");
  const [ending, askEnd] = useState<Member | null>(null);
  const refresh = (): void => {
    void queries.invalidateQueries({ queryKey: ["members"] });
    void queries.invalidateQueries({ queryKey: ["resources"] });
  };
  const change = (member: Member, patch: MemberPatch, isUndo = false): void => {
    const name = `${member.first_name} ${member.last_name}`;
    changeMember(slug, member, patch).then(
      (changed) => {
        refresh();
        const back: MemberPatch = patch.role === undefined ? { department_id: member.department_id } : { role: member.role };
        toast.done(t("member.changed", { name, role: changed.role_name }), isUndo ? undefined : () => change(changed, back, true));
      },
      (error: unknown) => {
        refresh();
        toast.failed(`${name}: ${problemText(error)}`);
      },
    );
  };
  const end = async (member: Member): Promise<void> => {
    await changeMember(slug, member, { state: "ended" });
    refresh();
    askEnd(null);
    toast.done(t("member.left", { name: `${member.first_name} ${member.last_name}` }));
  };
  return { ending, askEnd, change, end };
}

interface MemberLineProps {
  member: Member;
  onChange: (member: Member, patch: MemberPatch) => void;
  onEnd: (member: Member) => void;
}

function MemberLine({ member, onChange, onEnd }: MemberLineProps) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const { slug } = useMap();
  const me = useMe();
  const own = useMembership(slug)?.permissions ?? [];
  const departments = useQuery(departmentsQuery(slug)).data?.filter((one) => one.active || one.id === member.department_id) ?? [];
  const roles = useQuery(rolesQuery(slug)).data ?? [];
  const name = `${member.first_name} ${member.last_name}`;
  const isEnded = member.state === "ended";
  // Who holds more than I do is not mine to change; the server says the same.
  const isAbove = beyond(member.permissions, own).length > 0;
  return (
    <li className="grid grid-cols-[32px_minmax(0,1fr)_168px_150px_auto] items-center gap-x-3 gap-y-2 border-t border-line py-2.5 first:border-t-0 max-desk:grid-cols-[32px_minmax(0,1fr)_150px_auto] max-tablet:grid-cols-[32px_minmax(0,1fr)_auto]">
      <Avatar name={name} size={32} isDecorative />
      <span className="min-w-0">
        <span className="block truncate font-semibold">{name}{member.user_id === me.id && <span className="font-normal text-ink-3"> {t("member.you")}</span>}</span>
        <span className="type-small block truncate text-ink-2">{[member.email, member.specialisation].filter(Boolean).join(" · ")}</span>
      </span>
      {isEnded ? (
        <span className="col-span-3 text-ink-2 max-desk:col-span-2 max-tablet:col-span-1">{member.role_name}, {t("member.since", { date: f.date(member.joined_at.slice(0, 10), "long") })}</span>
      ) : (
        <>
          <div className="max-tablet:col-start-2 max-tablet:row-start-2">
            <RoleSelect label={t("member.roleOf", { name })} roles={roles} value={member.role} own={own} isDisabled={isAbove} onChange={(role) => onChange(member, { role })} />
          </div>
          <div className="max-desk:hidden">
            <QuietSelect
              label={t("member.departmentOf", { name })}
              value={member.department_id ?? ""}
              isDisabled={isAbove}
              onChange={(id) => onChange(member, { department_id: id || null })}
              options={[{ value: "", label: t("member.noDepartment") }, ...departments.map((one) => ({ value: one.id, label: one.name }))]}
            />
          </div>
          <Button tone="bare" size="s" disabled={isAbove} aria-label={t("member.endOf", { name })} onClick={() => onEnd(member)}>{t("member.end")}</Button>
        </>
      )}
    </li>
  );
}
