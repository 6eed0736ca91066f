import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { arrive, refreshSession, signedOut } from "@/api/session";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

import { routes } from "./routes";

const me = noor();
const session = sessionOf(me);
const all = [...routes, { path: "*", element: <p>elders</p> }];

it("asks for the address first and for the password second, then goes to the practice", async () => {
  const asked = stubServer({ "POST /api/auth/login": { body: session } });
  const { router } = renderRoutes(all, "/login");
  await userEvent.type(await screen.findByLabelText("E-mail"), "noor@zwaluwhof.example{Enter}");
  await userEvent.type(await screen.findByLabelText("Wachtwoord"), "geheim wachtwoord{Enter}");
  expect(await screen.findByText("elders")).toBeVisible();
  expect(router.state.location.pathname).toBe("/p/zwaluwhof");
  await expect(asked.at(-1)?.json()).resolves.toEqual({ email: "noor@zwaluwhof.example", password: "geheim wachtwoord" });
});

it("says in Dutch what was refused and keeps what was typed", async () => {
  stubServer({ "POST /api/auth/login": { status: 401, body: { code: "wrong_credentials", detail: "Wrong credentials" } } });
  renderRoutes(all, "/login");
  await userEvent.type(await screen.findByLabelText("E-mail"), "noor@zwaluwhof.example{Enter}");
  await userEvent.type(await screen.findByLabelText("Wachtwoord"), "fout{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("E-mail en wachtwoord horen niet bij elkaar.");
  expect(screen.getByLabelText("E-mail")).toHaveValue("noor@zwaluwhof.example");
});

it("in a demonstration logs in as somebody with one click", async () => {
  const asked = stubServer({
    "GET /api/demo/people": { body: { password: "demo-wachtwoord", items: [{ email: me.email, name: "Noor Haas", role: "Dierenarts", practice_name: "De Zwaluwhof" }] } },
    "POST /api/auth/login": { body: session },
  });
  renderRoutes(all, "/login");
  await userEvent.click(await screen.findByRole("button", { name: /Noor Haas/ }));
  expect(await screen.findByText("elders")).toBeVisible();
  await expect(asked.at(-1)?.json()).resolves.toEqual({ email: me.email, password: "demo-wachtwoord" });
});

it("comes back to the place the person was sent away from, but never to another site", async () => {
  stubServer({ "POST /api/auth/login": { body: session } });
  const { router } = renderRoutes(all, "/login?next=%2F%2Fevil.example");
  await userEvent.type(await screen.findByLabelText("E-mail"), "noor@zwaluwhof.example{Enter}");
  await userEvent.type(await screen.findByLabelText("Wachtwoord"), "geheim wachtwoord{Enter}");
  expect(await screen.findByText("elders")).toBeVisible();
  expect(router.state.location.pathname).toBe("/p/zwaluwhof");
});

const logInAs = async (): Promise<void> => {
  await userEvent.type(await screen.findByLabelText(/^E-?mail/), "noor@zwaluwhof.example{Enter}");
  await userEvent.type(await screen.findByLabelText(/^(Wachtwoord|Password)$/), "geheim wachtwoord{Enter}");
  expect(await screen.findByText("elders")).toBeVisible();
};

it("keeps the language that was picked before the log-in, for the account too, and once only", async () => {
  const asked = stubServer({ "POST /api/auth/login": { body: session }, "PATCH /api/me": { body: { ...me, locale: "en", version: me.version + 1 } } });
  const { unmount } = renderRoutes(all, "/login");
  await userEvent.click(await screen.findByRole("radio", { name: "Engels" }));
  await logInAs();
  expect(document.documentElement.lang).toBe("en");
  await waitFor(() => expect(asked.some(({ method }) => method === "PATCH")).toBe(true));
  await expect(asked.find(({ method }) => method === "PATCH")?.json()).resolves.toEqual({ locale: "en" });
  unmount();
  signedOut();
  renderRoutes(all, "/login");
  await logInAs();
  expect(document.documentElement.lang).toBe("nl");
  expect(asked.filter(({ method }) => method === "PATCH")).toHaveLength(1);
});

it.each([
  ["session_expired", "Je sessie is verlopen. Log opnieuw in om verder te gaan."],
  ["session_ended", "Je sessie is op een ander apparaat of door een beheerder beëindigd."],
  ["session_over", "Je bent niet meer ingelogd."],
])("says why somebody was sent here, and of what they typed that it waits for them: %s", async (code, text) => {
  stubServer({ "POST /api/auth/refresh": { status: 401, body: { code } } });
  await arrive(session);
  localStorage.setItem(`vetsync.draft.message.${me.id}`, '"Bella drinkt veel"');
  await refreshSession();
  renderRoutes(all, "/login");
  expect(await screen.findByRole("status")).toHaveTextContent(`${text} Wat je aan het typen was, is bewaard`);
  // It is being sealed yet, and would be put away in the middle of the next test.
  await waitFor(() => expect(Object.keys(localStorage).filter((key) => key.startsWith("vetsync.sealed."))).toHaveLength(1));
});

it("promises no text to whoever wrote none", async () => {
  stubServer({ "POST /api/auth/refresh": { status: 401, body: { code: "session_expired" } } });
  await arrive(session);
  await refreshSession();
  renderRoutes(all, "/login");
  expect(await screen.findByRole("status")).toHaveTextContent(/verder te gaan\.$/);
});

it("gives no reason to whoever comes to log in by themselves", async () => {
  stubServer({});
  renderRoutes(all, "/login");
  expect(await screen.findByLabelText("E-mail")).toBeVisible();
  expect(screen.queryByRole("status")).not.toBeInTheDocument();
});

it.each([
  ["a clinic that is looked at", { items: [{ id: "a1", state: "submitted", changed_at: "2026-01-01T10:00:00Z" }] }, { items: [] }, "/me/application"],
  ["a practice that has not answered", { items: [] }, { items: [{ id: "v1", state: "pending", decided_at: null }] }, "/me/application"],
  ["nothing", { items: [] }, { items: [] }, "/"],
  ["what was decided long ago", { items: [] }, { items: [{ id: "v1", state: "rejected", decided_at: "2020-01-01T10:00:00Z" }] }, "/"],
])("who belongs to no practice and waits for %s begins where that is told", async (_, clinics, vets, path) => {
  stubServer({ "POST /api/auth/login": { body: sessionOf({ ...me, kinds: ["pet_owner"], memberships: [] }) }, "GET /api/me/clinic-applications": { body: clinics }, "GET /api/me/vet-applications": { body: vets } });
  const { router } = renderRoutes(all, "/login");
  await logInAs();
  expect(router.state.location.pathname).toBe(path);
});
