import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { keepNext, keptNext, withNext } from "@/features/identity/kept-next";
import { renderScreen, stubServer } from "@/test-render";

import { Register } from "./register";
import { VerifyEmail } from "./verify-email";

const NEXT = "/practices/zwaluwhof/book?type=consult&step=3";

it("remembers where somebody was going, through the registration and their mail", async () => {
  stubServer({ "POST /api/auth/register": { status: 202 } });
  renderScreen(<Register />, { path: "/register", address: withNext("/register", NEXT) });
  expect(await screen.findByRole("link", { name: "Log in" })).toHaveAttribute("href", withNext("/login", NEXT));
  await userEvent.type(screen.getByLabelText("Voornaam"), "Sanne");
  await userEvent.type(screen.getByLabelText("Achternaam"), "Berg");
  await userEvent.type(screen.getByLabelText("E-mail"), "sanne@example.org");
  await userEvent.type(screen.getByLabelText("Wachtwoord"), "kaas-en-brood-42");
  await userEvent.click(screen.getByRole("button", { name: "Account maken" }));
  await screen.findByText(/sanne@example.org/);
  expect(keptNext()).toBe(NEXT);
});

it("leads from the mail's link to the log-in that goes on from there", async () => {
  keepNext(NEXT);
  stubServer({ "POST /api/auth/verify-email": { body: {} } });
  renderScreen(<VerifyEmail />, { path: "/verify-email", address: "/verify-email#token=0123456789012345678901234567890123456789abc" });
  expect(await screen.findByRole("link", { name: "Naar inloggen" })).toHaveAttribute("href", withNext("/login", NEXT));
  keepNext("https://elsewhere.example/");
  expect(keptNext()).toBeNull();
});
