import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { renderScreen } from "@/test-render";

import { useSearchWords } from "./search-words";

function Finder() {
  const [words, setWords] = useSearchWords();
  return <input aria-label="zoek" value={words} onChange={(event) => setWords(event.target.value)} />;
}

it("keeps what is looked for beside the address and not in it", async () => {
  const { router } = renderScreen(<Finder />, { path: "/find", address: "/find?vet=v1" });
  const field = await screen.findByLabelText("zoek");
  await userEvent.type(field, "Bella de Vries");
  expect(field).toHaveValue("Bella de Vries");
  expect(router.state.location).toMatchObject({ pathname: "/find", search: "?vet=v1", state: { words: "Bella de Vries" } });
  await userEvent.clear(field);
  expect(router.state.location.state).toBeNull();
});
