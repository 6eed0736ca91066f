import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Search, UserCheck, UserX } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { SEARCH_MAX } from "@/api/limits";
import type { PlatformUser } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { disableUser, enableUser, platformDashboardQuery, usersQuery, type UserKind } from "@/features/platform/api";
import { useActions, type RailAction } from "@/lib/actions";
import { useFormats } from "@/lib/i18n";
import { useProblemText, useSearchRefusal } from "@/lib/problems";
import { useSearchWords } from "@/lib/search-words";
import { toast } from "@/lib/toasts";
import { useDebounced } from "@/lib/use-debounced";
import { Sheet } from "@/ui/card";
import { SegmentedControl } from "@/ui/choices";
import { EmptyState } from "@/ui/states";
import { HeadCell, Table } from "@/ui/table";
import { TextField } from "@/ui/text-field";

import { ConfirmDialog } from "./confirm-dialog";
import { PlatformHead, usePlatformCrumb } from "./head";
import { ListFailed, MoreButton, RowsLoading } from "./list-states";
import { UserLine } from "./user-line";

const KINDS = ["all", "pet_owner", "vet_professional", "clinic_admin", "system_admin"] as const;
type Kind = (typeof KINDS)[number];

export function UsersScreen() {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const me = useMe();
  const [kind, setKind] = useState<Kind>("all");
  const [typed, setTyped] = useSearchWords();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const q = useDebounced(typed.trim());
  const list = useInfiniteQuery(usersQuery(q, kind === "all" ? undefined : (kind satisfies UserKind)));
  const states = useQuery(platformDashboardQuery).data?.users_by_state;
  const refused = useSearchRefusal()(list.error);
  const users = list.data?.pages.flatMap((page) => page.items);
  const chosen = users?.find((user) => user.id === chosenId) ?? null;
  const { asked, askDisable, enable, disable } = useUserActs();
  usePlatformCrumb("users");
  useSlots(chosen, askDisable, enable);
  const active = states?.["active"];
  const disabled = states?.["disabled"] ?? 0;
  return (
    <div className="pb-4">
      <PlatformHead title={active === undefined ? t("place.users") : t("user.title", { count: active, number: f.number(active) })} lead={active === undefined ? undefined : t("user.disabledLead", { count: disabled })} />
      <div className="mt-4 flex flex-wrap items-end gap-3">
        <TextField className="w-80 max-tablet:w-full" label={t("user.search")} isLabelHidden icon={<Search size={15} />} placeholder={t("user.search")} maxLength={SEARCH_MAX.users} error={refused} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <SegmentedControl className="max-tablet:flex-wrap" label={t("user.kind")} value={kind} onChange={setKind} options={KINDS.map((one) => ({ value: one, label: t(`user.kinds.${one}`) }))} />
      </div>
      <Sheet className="mt-4 px-5 py-3 max-tablet:px-3">
        {list.isError && !refused ? (
          <ListFailed onRetry={() => void list.refetch()} />
        ) : !users && !refused ? (
          <RowsLoading />
        ) : !users || users.length === 0 ? (
          <EmptyState className="shadow-none" title={t("user.none")}>{t("user.noneText")}</EmptyState>
        ) : (
          <Table label={t("place.users")}>
            <thead>
              <tr>
                <HeadCell>{t("user.head.name")}</HeadCell>
                <HeadCell className="max-tablet:hidden">{t("user.head.kinds")}</HeadCell>
                <HeadCell>{t("user.head.state")}</HeadCell>
                <HeadCell isNumber className="max-tablet:hidden">{t("user.head.since")}</HeadCell>
                <HeadCell isNumber className="max-tablet:hidden">{t("user.head.seen")}</HeadCell>
                <HeadCell><span className="sr-only">{t("clinic.head.act")}</span></HeadCell>
              </tr>
            </thead>
            <tbody>
              {users.map((user) => (
                <UserLine key={user.id} user={user} isSelf={user.id === me.id} isSelected={user.id === chosenId} onSelect={() => setChosenId(user.id)} onDisable={() => askDisable(user)} onEnable={() => enable(user)} />
              ))}
            </tbody>
          </Table>
        )}
        <MoreButton query={list} />
      </Sheet>
      {asked && (
        <ConfirmDialog title={t("user.disableAsk", { name: `${asked.first_name} ${asked.last_name}` })} act={t("user.disable")} tone="danger" run={disable} onClose={() => askDisable(null)}>
          <p>{t("user.disableText", { name: asked.first_name })}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

/** What can be done with the person who is chosen. */
function useSlots(chosen: PlatformUser | null, onDisable: (user: PlatformUser) => void, onEnable: (user: PlatformUser) => void): void {
  const { t } = useTranslation("w-admin");
  const ownId = useMe().id;
  useActions(
    useMemo<RailAction[]>(() => {
      if (!chosen) return [];
      if (chosen.state === "disabled") return [{ slot: 1, label: t("user.enable"), icon: UserCheck, isPrimary: true, run: () => onEnable(chosen) }];
      const self = chosen.id === ownId ? { unavailable: t("problems.not_yourself") } : {};
      return [{ slot: 8, label: t("user.disable"), icon: UserX, run: () => onDisable(chosen), ...self }];
    }, [chosen, onDisable, onEnable, ownId, t]),
    chosen ? `${chosen.first_name} ${chosen.last_name}` : undefined,
  );
}

function useUserActs() {
  const { t } = useTranslation("w-admin");
  const queries = useQueryClient();
  const problemText = useProblemText("w-admin");
  const [asked, askDisable] = useState<PlatformUser | null>(null);
  const refresh = useCallback((): void => void queries.invalidateQueries({ queryKey: ["platform"] }), [queries]);
  const enable = useCallback(
    (user: PlatformUser): void => {
      enableUser(user.id).then(() => {
        refresh();
        toast.done(t("user.enabled", { name: `${user.first_name} ${user.last_name}` }));
      }, (error: unknown) => toast.failed(problemText(error)));
    },
    [problemText, refresh, t],
  );
  const disable = useCallback(async (): Promise<void> => {
    if (!asked) return;
    await disableUser(asked.id);
    refresh();
    toast.done(t("user.disabled", { name: `${asked.first_name} ${asked.last_name}` }), () => enable(asked));
  }, [asked, enable, refresh, t]);
  return { asked, askDisable, enable, disable };
}
