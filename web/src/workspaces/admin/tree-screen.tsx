import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowRightLeft, House, Network } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { TreeNode } from "@/api/types";
import { moveClinic, treeQuery } from "@/features/platform/api";
import { useActions, type RailAction } from "@/lib/actions";
import { cn } from "@/lib/cn";
import { toast } from "@/lib/toasts";
import { Sheet } from "@/ui/card";
import { Select } from "@/ui/select";
import { EmptyState } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { ConfirmDialog } from "./confirm-dialog";
import { PlatformHead, usePlatformCrumb } from "./head";
import { ListFailed, RowsLoading } from "./list-states";

/** Franchises with their practices, and the practices that belong to nobody. */
export function TreeScreen() {
  const { t } = useTranslation("w-admin");
  const { data: tree, isError, refetch } = useQuery(treeQuery);
  const [chosen, setChosen] = useState<TreeNode | null>(null);
  const [isMoving, setMoving] = useState(false);
  usePlatformCrumb("franchises");
  const franchises = tree?.filter((branch) => branch.node.kind === "franchise") ?? [];
  const independent = tree?.filter((branch) => branch.node.kind === "practice").map((branch) => branch.node) ?? [];
  useActions(
    useMemo<RailAction[]>(() => (chosen?.kind === "practice" ? [{ slot: 9, label: t("tree.move"), icon: ArrowRightLeft, run: () => setMoving(true) }] : []), [chosen, t]),
    chosen?.name,
  );
  return (
    <div className="pb-4">
      <PlatformHead title={tree ? t("tree.title", { count: franchises.length }) : t("place.franchises")} lead={tree && t("tree.lead", { count: independent.length })} />
      <Sheet className="mt-4 max-w-[760px] px-6 py-4 max-tablet:px-4">
        {isError ? (
          <ListFailed onRetry={() => void refetch()} />
        ) : !tree ? (
          <RowsLoading rows={5} />
        ) : tree.length === 0 ? (
          <EmptyState className="shadow-none" title={t("tree.none")}>{t("tree.noneText")}</EmptyState>
        ) : (
          <ul aria-label={t("place.franchises")} className="flex flex-col gap-1">
            {franchises.map((branch) => (
              <li key={branch.node.id}>
                <Line node={branch.node} note={t("tree.practices", { count: branch.practices.length })} isChosen={chosen?.id === branch.node.id} onChoose={setChosen} />
                <ul className="ml-[18px]">
                  {branch.practices.map((node) => (
                    <li key={node.id} className="relative pl-4 before:absolute before:top-0 before:left-0 before:h-[18px] before:w-3 before:rounded-bl-chip before:border-b-[1.5px] before:border-l-[1.5px] before:border-line-2 not-last:after:absolute not-last:after:top-0 not-last:after:bottom-0 not-last:after:left-0 not-last:after:w-[1.5px] not-last:after:bg-line-2">
                      <Line node={node} isChosen={chosen?.id === node.id} onChoose={setChosen} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
            {independent.map((node) => <li key={node.id}><Line node={node} note={t("clinic.independent")} isChosen={chosen?.id === node.id} onChoose={setChosen} /></li>)}
          </ul>
        )}
      </Sheet>
      {isMoving && chosen && <MoveDialog node={chosen} franchises={franchises.map((branch) => branch.node)} onClose={() => setMoving(false)} />}
    </div>
  );
}

function Line({ node, note, isChosen, onChoose }: { node: TreeNode; note?: string; isChosen: boolean; onChoose: (node: TreeNode) => void }) {
  const { t } = useTranslation("w-admin");
  const Icon = node.kind === "franchise" ? Network : House;
  return (
    <button type="button" aria-pressed={isChosen} onClick={() => onChoose(node)} className={cn("flex w-full items-center gap-2.5 rounded-md px-2.5 py-2 text-start", isChosen ? "bg-selected" : "hover:bg-hover")}>
      <Icon size={16} className="text-ink-2" aria-hidden="true" />
      <span className="font-semibold">{node.name}</span>
      <span className="mono text-ink-3">{node.slug}</span>
      {node.state !== "active" && <Tag tone="red">{t(`clinic.state.${node.state}`)}</Tag>}
      {note && <span className="ml-auto text-ink-2">{note}</span>}
    </button>
  );
}

function MoveDialog({ node, franchises, onClose }: { node: TreeNode; franchises: readonly TreeNode[]; onClose: () => void }) {
  const { t } = useTranslation("w-admin");
  const queries = useQueryClient();
  const now = franchises.find((franchise) => franchise.id === node.parent_id)?.slug ?? "";
  const [target, setTarget] = useState(now);
  const move = async (): Promise<void> => {
    const to = async (slug: string): Promise<void> => {
      await moveClinic(node.slug, slug || null);
      await queries.invalidateQueries({ queryKey: ["platform"] });
    };
    if (target === now) return;
    await to(target);
    toast.done(t("tree.moved", { name: node.name }), () => void to(now));
  };
  return (
    <ConfirmDialog title={t("tree.moveAsk", { name: node.name })} act={t("tree.move")} tone="main" run={move} onClose={onClose}>
      <p className="mb-4">{t("tree.moveText")}</p>
      <Select label={t("tree.target")} value={target} onChange={(event) => setTarget(event.target.value)} options={[{ value: "", label: t("clinic.independent") }, ...franchises.map((franchise) => ({ value: franchise.slug, label: franchise.name }))]} />
    </ConfirmDialog>
  );
}
