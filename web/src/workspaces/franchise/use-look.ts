import { useCallback } from "react";
import { useSearchParams } from "react-router";

import { MEASURES, ORDERS, type Measure, type Order } from "./rules";

export interface Look {
  practice: string | null;
  measure: Measure;
  order: Order;
}

/** What is compared and who is looked at stands in the address: a reload, the trail and a sent link bring it back. */
export function useLook(): [Look, (change: Partial<Look>) => void] {
  const [search, setSearch] = useSearchParams();
  const change = useCallback(
    (next: Partial<Look>) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [key, value] of Object.entries(next)) {
            if (value) after.set(key, value);
            else after.delete(key);
          }
          return after;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const [measure, order] = [search.get("measure"), search.get("order")];
  return [
    {
      practice: search.get("practice"),
      measure: MEASURES.find((one) => one === measure) ?? "visits",
      order: ORDERS.find((one) => one === order) ?? "attention",
    },
    change,
  ];
}
