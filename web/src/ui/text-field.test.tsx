import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";

import { renderScreen } from "@/test-render";

import { TextArea, TextField } from "./text-field";

function Line() {
  const [value, setValue] = useState("");
  return <TextField label="Reden" maxLength={1000} value={value} onChange={(event) => setValue(event.target.value)} />;
}

function Written() {
  const [value, setValue] = useState("");
  return <TextArea label="Reden" maxLength={1000} value={value} onChange={(event) => setValue(event.target.value)} />;
}

it.each([
  ["kept by the form", <Written key="w" />], ["kept by the browser", <TextArea key="b" label="Reden" maxLength={1000} />],
  ["on one line", <Line key="l" />], ["on one line, kept by the browser", <TextField key="f" label="Reden" maxLength={1000} />],
])("says how much room is left when it is little, and that nothing more goes in: %s", async (_, area) => {
  renderScreen(area);
  const field = await screen.findByRole("textbox", { name: "Reden" });
  await userEvent.click(field);
  await userEvent.paste("a".repeat(899));
  expect(screen.queryByText(/tekens/)).not.toBeInTheDocument();
  await userEvent.paste("b");
  expect(screen.getByText("Nog 100 tekens.")).toBeVisible();
  expect(field).toHaveAccessibleDescription("Nog 100 tekens.");
  await userEvent.paste("c".repeat(300));
  expect(field).toHaveProperty("value.length", 1000);
  expect(screen.getByRole("alert")).toHaveTextContent("Meer dan 1.000 tekens past hier niet");
  await userEvent.keyboard("{Backspace}");
  expect(screen.getByText("Nog 1 teken.")).toBeVisible();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

it("says nothing of the room of a field whose form tells how long it is", async () => {
  renderScreen(<TextField label="Tijd" maxLength={5} />);
  await userEvent.type(await screen.findByRole("textbox", { name: "Tijd" }), "14:30");
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});
