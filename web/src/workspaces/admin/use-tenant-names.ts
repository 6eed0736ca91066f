import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { clinicsQuery, treeQuery } from "@/features/platform/api";

/** The name behind a tenant's id; an empty text for what belongs to no tenant. */
export function useTenantNames(): (id: string | null) => string {
  const clinics = useInfiniteQuery(clinicsQuery({}, 100)).data;
  const tree = useQuery(treeQuery).data;
  return useCallback(
    (id) => {
      if (id === null) return "";
      const clinic = clinics?.pages.flatMap((page) => page.items).find((one) => one.id === id);
      return clinic?.name ?? tree?.find((branch) => branch.node.id === id)?.node.name ?? "";
    },
    [clinics, tree],
  );
}
