import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";

import { signedIn } from "@/api/session";
import { noor, sessionOf } from "@/test-person";
import { stubServer } from "@/test-render";

import type { Part } from "./api";
import { usePartSaves } from "./part-saves";

const PATH = "/api/staff/zwaluwhof/records/r1/diagnoses/d1";

it("does not save what waited for its turn in the name of another person, who came meanwhile", async () => {
  let answer = (): void => undefined;
  const first = new Promise<{ body: unknown }>((resolve) => { answer = () => resolve({ body: { id: "r1", version: 2 } }); });
  const asked = stubServer({ [`PUT ${PATH}`]: () => first });
  signedIn(sessionOf(noor()));
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>;
  const { result } = renderHook(() => usePartSaves("zwaluwhof", "r1"), { wrapper });
  const put = (): Promise<unknown> => result.current.put("d1", 1, { kind: "diagnoses", body: {} } as Part).catch((error: unknown) => error);
  void Promise.all([put(), put()]);
  await act(() => new Promise((done) => setTimeout(done)));
  signedIn(sessionOf({ ...noor(), id: "0192f000-0000-7000-8000-000000000002" }, "of-the-other"));
  await act(async () => {
    answer();
    await new Promise((done) => setTimeout(done, 20));
  });
  expect(asked).toHaveLength(1);
});
