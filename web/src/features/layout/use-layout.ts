import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Arranged, Layouts } from "@/api/types";
import { useMay, useMembership } from "@/features/identity/session";
import { toast } from "@/lib/toasts";

import { changedLayouts, keepCopy, keepLayout, layoutsQuery, partsOf, resetLayout, type Parts, type PartsChange } from "./api";

export interface ArrangedParts {
  parts: Parts;
  /** Whether anything stands elsewhere than it does for everybody. */
  isArranged: boolean;
  /** At once on the screen, and kept for all devices; what another device did to other parts stays. */
  change: (parts: PartsChange) => void;
  /** Puts all parts back, and offers to undo that. */
  reset: () => void;
}

/** Where the person put what in a workspace, or around all of them ("shell"), in the role they have in the practice. */
export function useLayout(slug: string, workspace: Arranged): ArrangedParts {
  const { t } = useTranslation("common");
  const queries = useQueryClient();
  const role = useMembership(slug)?.role ?? "";
  const isOn = useMay(slug, "practice.read");
  const query = useMemo(() => layoutsQuery(queries, slug, role), [queries, slug, role]);
  const { data } = useQuery({ ...query, enabled: isOn });
  const parts = useMemo(() => partsOf(isOn ? data : undefined, workspace), [isOn, data, workspace]);

  useEffect(() => {
    if (isOn && data) keepCopy(slug, role, data);
  }, [isOn, data, slug, role]);

  const show = useCallback(
    (change: PartsChange | null, send: () => Promise<void>) => {
      const { queryKey } = query;
      void queries.cancelQueries({ queryKey });
      queries.setQueryData<Layouts>(queryKey, (before) => changedLayouts(before, workspace, change));
      const attempt = (): void => {
        send().then(
          () => queries.invalidateQueries({ queryKey }),
          () => toast.failed(t("layout.failed"), attempt),
        );
      };
      attempt();
    },
    [queries, query, workspace, t],
  );
  const change = useCallback((next: PartsChange) => show(next, () => keepLayout(queries, slug, workspace, next)), [show, queries, slug, workspace]);
  const reset = useCallback(() => {
    show(null, () => resetLayout(queries, slug, workspace));
    toast.done(t("layout.reset"), () => change(parts));
  }, [show, change, queries, slug, workspace, parts, t]);
  return { parts, isArranged: Object.keys(parts).length > 0, change, reset };
}
