import { act, renderHook, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { afterEach, expect, test } from "vitest";

import type { RecordView } from "@/api/types";
import { renderScreen, stubServer } from "@/test-render";

import { recordQuery } from "./api";
import { useNote } from "./use-note";

const record = {
  id: "r1", version: 1, state: "draft", subjective: "", objective: "", assessment: "", plan: "", summary_for_owner: "", saved_at: "2026-11-24T09:00:00Z",
} as RecordView;
const PATH = "PATCH /api/staff/zwaluwhof/records/r1";
const saved = (version: number) => ({ body: { id: "r1", version, state: "draft", saved_at: "2026-11-24T09:01:00Z" } });

const conflict = (fields: Record<string, { current: string; version: number }>) => ({ status: 409, body: { code: "field_changed_meanwhile", field: Object.keys(fields)[0], fields } });

function renderNote(start = record) {
  const queries = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  return renderHook(({ shown }) => useNote("zwaluwhof", shown, "noor"), { wrapper, initialProps: { shown: start } });
}

afterEach(() => localStorage.clear());

function Desk() {
  const note = useNote("zwaluwhof", record, "noor");
  return (
    <>
      <textarea aria-label="plan" value={note.text("plan")} onChange={(event) => note.write("plan", event.target.value)} />
      <p>{note.state}</p>
    </>
  );
}

test("what is typed is saved by itself, with the version that was on the screen", async () => {
  const asked = stubServer({ [PATH]: saved(2) });
  renderScreen(<Desk />);
  await userEvent.type(screen.getByLabelText("plan"), "Recheck.");
  expect(screen.getByText("unsaved")).toBeVisible();
  await waitFor(() => expect(screen.getByText("saved")).toBeVisible(), { timeout: 3000 });
  expect(asked[0]?.headers.get("If-Match")).toBe("1");
  expect(await asked[0]?.json()).toEqual({ plan: "Recheck." });
});

test("text that could not be saved is still there after the tab was closed", async () => {
  stubServer({ [PATH]: { status: 503, body: { code: "unavailable" } } });
  const { unmount } = renderScreen(<Desk />);
  await userEvent.type(screen.getByLabelText("plan"), "Fluids.");
  await waitFor(() => expect(screen.getByText("failed")).toBeVisible(), { timeout: 3000 });
  unmount();
  renderScreen(<Desk />);
  expect(screen.getByLabelText("plan")).toHaveValue("Fluids.");
});

test("when somebody else saved the same field, both texts are kept and saved", async () => {
  let tries = 0;
  const asked = stubServer({
    [PATH]: () => {
      tries += 1;
      return tries === 1 ? conflict({ plan: { current: "Rest.", version: 5 } }) : saved(6);
    },
  });
  const { result } = renderNote();
  act(() => result.current.write("plan", "Fluids."));
  await act(async () => void (await result.current.flush()));
  expect(result.current.merged).toEqual(["plan"]);
  expect(await asked[1]?.json()).toEqual({ plan: "Rest.\n\nFluids." });
  expect(asked[1]?.headers.get("If-Match")).toBe("5");
});

test("two texts that others saved are both kept, not only the first", async () => {
  const asked = stubServer({
    [PATH]: async (request) => {
      const tries = asked.length;
      const body = (await request.json()) as Record<string, string>;
      if (tries === 1) return conflict({ assessment: { current: "CKD.", version: 6 }, plan: { current: "Rest.", version: 5 } });
      return Object.values(body).every((text) => text.includes("\n\n")) ? saved(6 + tries) : { status: 500 };
    },
  });
  const { result } = renderNote();
  act(() => result.current.write("plan", "Fluids."));
  act(() => result.current.write("assessment", "Otitis."));
  await act(async () => void (await result.current.flush()));
  const sent = await Promise.all(asked.slice(1).map(async (one) => [one.headers.get("If-Match"), await one.json()] as const));
  expect(sent).toEqual([["5", { plan: "Rest.\n\nFluids." }], ["6", { assessment: "CKD.\n\nOtitis." }]]);
  expect(result.current.merged).toEqual(["assessment", "plan"]);
  expect(result.current.state).toBe("saved");
});

test("a save of one text does not claim to have seen the others", async () => {
  const asked = stubServer({ [PATH]: saved(7) });
  const { result } = renderNote();
  act(() => result.current.write("plan", "Fluids."));
  await act(async () => void (await result.current.flush()));
  act(() => result.current.write("assessment", "Otitis."));
  await act(async () => void (await result.current.flush()));
  act(() => result.current.write("plan", "Fluids, rest."));
  await act(async () => void (await result.current.flush()));
  expect(asked.map((one) => one.headers.get("If-Match"))).toEqual(["1", "1", "7"]);
});

test("a record that was asked for before a save does not bring the older text back", async () => {
  stubServer({ [PATH]: saved(4) });
  const { result, rerender } = renderNote({ ...record, version: 2 });
  act(() => result.current.write("plan", "Fluids."));
  await act(async () => void (await result.current.flush()));
  rerender({ shown: { ...record, version: 3, plan: "", objective: "T 38.4" } });
  expect([result.current.text("plan"), result.current.text("objective")]).toEqual(["Fluids.", "T 38.4"]);
  rerender({ shown: { ...record, version: 5, plan: "Rest." } });
  expect(result.current.text("plan")).toBe("Rest.");
});

function Live() {
  const { data = record } = useQuery(recordQuery("zwaluwhof", "r1"));
  const note = useNote("zwaluwhof", data, "noor");
  return <textarea aria-label="plan" value={note.text("plan")} onChange={(event) => note.write("plan", event.target.value)} onBlur={() => void note.flush()} />;
}

test("an answer that comes late leaves what was typed and saved on the screen", async () => {
  let answer = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const asked = stubServer({
    "GET /api/staff/zwaluwhof/records/r1": async () => {
      await late;
      return { body: record };
    },
    [PATH]: saved(2),
  });
  renderScreen(<Live />);
  await userEvent.type(screen.getByLabelText("plan"), "Fluids.");
  await userEvent.tab();
  await waitFor(() => expect(asked.some((one) => one.method === "PATCH")).toBe(true));
  await act(async () => {
    answer();
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  expect(screen.getByLabelText("plan")).toHaveValue("Fluids.");
});

test("of two answers the older one is dropped, whichever comes last", () => {
  const queries = new QueryClient();
  const options = recordQuery("zwaluwhof", "r1");
  const query = queries.getQueryCache().build(queries, queries.defaultQueryOptions(options));
  query.setData({ ...record, version: 5, plan: "Rest." });
  query.setData({ ...record, version: 4, plan: "" });
  expect(queries.getQueryData(options.queryKey)?.plan).toBe("Rest.");
});

test("a text that a colleague made into another one after my save is theirs, and mine is not put under it again", async () => {
  let answer = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const asked = stubServer({
    [PATH]: async () => {
      await late;
      return asked.length === 1 ? saved(8) : { status: 503 };
    },
  });
  const { result, rerender } = renderNote();
  act(() => result.current.write("plan", "Fluids."));
  let saving: Promise<boolean> | undefined;
  act(() => {
    saving = result.current.flush();
  });
  // The colleague's save, and the push of it, come before my own answer does.
  rerender({ shown: { ...record, version: 9, plan: "Rest, fluids." } });
  answer();
  await act(async () => void (await saving));
  expect([asked.length, result.current.text("plan"), result.current.state]).toEqual([1, "Rest, fluids.", "saved"]);
});

test("an answer that was asked for before the save does not bring back the text from before it", async () => {
  let answerLate = (): void => undefined;
  const late = new Promise<{ body: unknown }>((resolve) => { answerLate = () => resolve({ body: record }); });
  let answers = 0;
  const asked = stubServer({ [PATH]: saved(2), "GET /api/staff/zwaluwhof/records/r1": () => (answers++ === 0 ? late : new Promise(() => undefined)) });
  const queries = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  const query = recordQuery("zwaluwhof", "r1");
  queries.setQueryData(query.queryKey, record);
  void queries.fetchQuery({ ...query, staleTime: 0 }).catch(() => undefined);
  await waitFor(() => expect(asked).toHaveLength(1));
  const { result } = renderHook(() => useNote("zwaluwhof", record, "noor"), { wrapper });
  act(() => result.current.write("plan", "Recheck."));
  await act(() => result.current.flush());
  answerLate();
  await act(async () => {
    await late;
    // As long as an answer takes on its way through the cache.
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  expect(queries.getQueryData(query.queryKey)?.plan).toBe("Recheck.");
});
