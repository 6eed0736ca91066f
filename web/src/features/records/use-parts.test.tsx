import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";

import type { RecordSaved, RecordView } from "@/api/types";
import { stubServer } from "@/test-render";

import { recordQuery } from "./api";
import { useRecordAttempt } from "./use-parts";

const record = { id: "r1", version: 1, shared_at: null } as unknown as RecordView;
const shared = { ...record, shared_at: "2026-11-23T09:00:00Z" } as RecordView;

it("keeps what was foreseen when an answer that was asked for before comes late", async () => {
  let answerLate = (): void => undefined;
  const late = new Promise<{ body: unknown }>((resolve) => { answerLate = () => resolve({ body: record }); });
  const asked = stubServer({ "GET /api/staff/zwaluwhof/records/r1": () => late });
  const queries = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  const query = recordQuery("zwaluwhof", "r1");
  queries.setQueryData(query.queryKey, record);
  void queries.fetchQuery({ ...query, staleTime: 0 }).catch(() => undefined);
  await expect.poll(() => asked.length).toBe(1);
  const { result } = renderHook(() => useRecordAttempt("zwaluwhof", "r1"), { wrapper });
  let finish = (): void => undefined;
  const work = (): Promise<RecordSaved> => new Promise((resolve) => { finish = () => resolve({} as RecordSaved); });
  let attempt = Promise.resolve<unknown>(undefined);
  await act(async () => {
    attempt = result.current(work, () => shared);
    await expect.poll(() => queries.getQueryData(query.queryKey)).toEqual(shared);
    answerLate();
    await late;
    // As long as an answer takes on its way through the cache.
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  expect(queries.getQueryData(query.queryKey)).toEqual(shared);
  finish();
  await act(() => attempt);
});
