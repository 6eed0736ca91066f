import { act, renderHook, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { expect, test } from "vitest";

import type { RecordView } from "@/api/types";
import { renderScreen, stubServer } from "@/test-render";

import { useNote } from "./use-note";

const record = {
  id: "r1", version: 1, state: "draft", subjective: "", objective: "", assessment: "", plan: "", summary_for_owner: "", saved_at: "2026-11-24T09:00:00Z",
} as RecordView;
const PATH = "PATCH /api/staff/zwaluwhof/records/r1";
const saved = (version: number) => ({ body: { id: "r1", version, state: "draft", saved_at: "2026-11-24T09:01:00Z" } });

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
      return tries === 1 ? { status: 409, body: { code: "field_changed_meanwhile", field: "plan", current: "Rest.", version: 5 } } : saved(6);
    },
  });
  const queries = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  const { result } = renderHook(() => useNote("zwaluwhof", record, "noor"), { wrapper });
  act(() => result.current.write("plan", "Fluids."));
  await act(async () => void (await result.current.flush()));
  expect(result.current.merged).toEqual(["plan"]);
  expect(await asked[1]?.json()).toEqual({ plan: "Rest.\n\nFluids." });
  expect(asked[1]?.headers.get("If-Match")).toBe("5");
});
