import { QueryClient } from "@tanstack/react-query";

import { ApiProblem } from "@/api/problem";

const RETRIED = new Set([0, 502, 503, 504]);

/** Only what may be over in a moment is asked again; a refusal is an answer. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiProblem && RETRIED.has(error.status),
      },
      // Without a line it fails, and says so: what waits for one unseen looks as if it were under way.
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
