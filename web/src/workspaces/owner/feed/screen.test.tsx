import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { signedIn } from "@/api/session";
import { sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { anna, bella, card } from "../test-clinic";

import { FeedScreen } from "./screen";

const found = { "GET /api/practices": { body: { items: [card], next_cursor: null } } };

it("makes the first free place the button that begins a booking", async () => {
  stubServer(found);
  renderScreen(<FeedScreen />);
  const clinic = await screen.findByRole("article", { name: "De Zwaluwhof" });
  const [link] = within(clinic).getAllByRole("link", { name: /15:40 bij De Zwaluwhof/ });
  expect(link).toHaveAttribute("href", "/practices/zwaluwhof/book?type=consult&at=2030-01-08T14%3A40%3A00Z");
  expect(clinic).toHaveTextContent("Open tot 17:30");
  expect(clinic).toHaveTextContent("Ziek of gewond € 48 – 60");
  expect(clinic).toHaveTextContent("afzeggen tot 24 uur ervoor");
});

it("asks the server for what was typed and says when nothing fits", async () => {
  const asked = stubServer({ "GET /api/practices": (request) => ({ body: { items: new URL(request.url).searchParams.has("q") ? [] : [card], next_cursor: null } }) });
  renderScreen(<FeedScreen />);
  await screen.findByRole("article", { name: "De Zwaluwhof" });
  await userEvent.type(screen.getAllByRole("searchbox")[0] as HTMLElement, "zwalu");
  expect(await screen.findByText("Geen kliniek past bij wat je zoekt.")).toBeVisible();
  expect(new URL(asked.at(-1)?.url ?? "").searchParams.get("q")).toBe("zwalu");
  await userEvent.click(screen.getByRole("button", { name: "Zoek zonder filters" }));
  expect(await screen.findByRole("article", { name: "De Zwaluwhof" })).toBeVisible();
});

it("asks a stranger to log in for a favourite and keeps one for whoever is", async () => {
  const asked = stubServer({ ...found, "GET /api/me/pets": { body: { items: [bella] } }, "GET /api/me/favourites": { body: { items: [] } }, "PUT /api/me/favourites/zwaluwhof": { status: 204 } });
  const { unmount } = renderScreen(<FeedScreen />);
  const label = "De Zwaluwhof als favoriet bewaren";
  await userEvent.click((await screen.findAllByRole("button", { name: label }))[0] as HTMLElement);
  expect(screen.getByRole("dialog", { name: "Log in om klinieken te bewaren" })).toBeVisible();
  unmount();
  signedIn(sessionOf(anna));
  renderScreen(<FeedScreen />);
  expect(await screen.findByText("Wie kan Bella zien?")).toBeInTheDocument();
  const [heart] = await screen.findAllByRole("button", { name: label });
  await userEvent.click(heart as HTMLElement);
  expect(heart).toHaveAttribute("aria-pressed", "true");
  expect(asked.some(({ method, url }) => method === "PUT" && url.endsWith("/favourites/zwaluwhof"))).toBe(true);
});

it("says what failed and tries again", async () => {
  let tries = 0;
  stubServer({ "GET /api/practices": () => ((tries += 1) === 1 ? { status: 500, body: { code: "server_error" } } : { body: { items: [card], next_cursor: null } }) });
  renderScreen(<FeedScreen />);
  await screen.findByRole("alert");
  await userEvent.click(screen.getByRole("button", { name: "Opnieuw proberen" }));
  expect(await screen.findByRole("article", { name: "De Zwaluwhof" })).toBeVisible();
});

it("of many kinds of animals a card names the first and says how many more there are", async () => {
  stubServer({ "GET /api/practices": { body: { items: [{ ...card, species: ["dog", "cat", "rabbit", "guinea_pig", "ferret", "bird", "fish"] }], next_cursor: null } } });
  renderScreen(<FeedScreen />);
  expect(await screen.findByText("honden, katten, konijnen, cavia's en nog 3 soorten")).toBeVisible();
});
