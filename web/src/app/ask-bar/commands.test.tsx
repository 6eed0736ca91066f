import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import type { Found } from "@/api/types";
import { toast } from "@/lib/toasts";

import { ask, at, bella, DAY, form, other, row, S, slot, visit } from "./test-ask";

beforeEach(() => {
  toast.clear();
});

it("books with Enter what the form says, once, and offers to take it back", async () => {
  const { sent, field } = await ask("bella enting morgen 10", { intent: "book", who: "bella", type_key: "vaccination", on: DAY, at: "10:00:00" }, [bella], {
    [`POST ${S}/appointments`]: { status: 201, body: { ...row, starts_at: at("10:00") } },
    [`POST ${S}/appointments/a1/cancel`]: { body: { ...row, state: "cancelled" } },
  });
  expect(await within(await form()).findByRole("heading", { name: "Enting voor Bella" })).toBeVisible();
  expect(await screen.findByText(/om 10:00 is vrij bij Noor Haas/)).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await screen.findByText(/Bella \(Anneke de Vries\) staat .* om 10:00/);
  const booked = await sent("POST", "/appointments");
  expect(booked?.body).toEqual({ type: "vaccination", starts_at: at("10:00"), patient_id: "p1", vet_id: "v1", note: "" });
  expect(booked?.headers.get("Idempotency-Key")).toMatch(/.{8,}/);
  expect(field).toHaveValue("");
  await userEvent.click(screen.getByRole("button", { name: /Ongedaan/ }));
  await waitFor(async () => expect(await sent("POST", "/appointments/a1/cancel")).toBeDefined());
});

it("books nothing while it is not known for whom: several are chosen from, and Enter leads there and back", async () => {
  const { sent, field } = await ask("bella enting morgen 10", { intent: "book", who: "bella", type_key: "vaccination", on: DAY, at: "10:00:00" }, [bella, other], {
    [`POST ${S}/appointments`]: { status: 201, body: row },
  });
  await form();
  await screen.findByText(/om 10:00 is vrij/);
  expect(screen.getByRole("button", { name: /^Plan .* in/ })).toBeDisabled();
  await userEvent.keyboard("{Enter}");
  expect(await sent("POST", "/appointments")).toBeUndefined();
  expect(screen.getByRole("button", { name: "Bella Anneke de Vries" })).toHaveFocus();
  await userEvent.keyboard("{Tab}{Enter}");
  await waitFor(() => expect(field).toHaveFocus());
  await userEvent.keyboard("{Enter}");
  await waitFor(async () => expect((await sent("POST", "/appointments"))?.body).toMatchObject({ patient_id: "p2" }));
});

it("guesses no time: an hour that is taken offers what is near, and nothing is booked before one is chosen", async () => {
  const { sent } = await ask("bella enting morgen 11", { intent: "book", who: "bella", type_key: "vaccination", on: DAY, at: "11:00:00" }, [bella], {
    [`POST ${S}/appointments`]: { status: 201, body: row },
  });
  await form();
  expect(await screen.findByText(/11:00 is niet vrij. Wel vrij:/)).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(await sent("POST", "/appointments")).toBeUndefined();
  await userEvent.click(screen.getByRole("button", { name: "10:20" }));
  await userEvent.keyboard("{Enter}");
  await waitFor(async () => expect((await sent("POST", "/appointments"))?.body).toMatchObject({ starts_at: at("10:20") }));
});

it("shows other times when somebody else took it meanwhile", async () => {
  let tries = 0;
  const { sent } = await ask("bella enting morgen 10", { intent: "book", who: "bella", type_key: "vaccination", on: DAY, at: "10:00:00" }, [bella], {
    [`POST ${S}/appointments`]: () => (++tries === 1 ? { status: 409, body: { code: "slot_taken", alternatives: [slot("15:00")] } } : { status: 201, body: row }),
  });
  await form();
  await screen.findByText(/om 10:00 is vrij/);
  await userEvent.keyboard("{Enter}");
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Deze tijd is net door iemand anders bezet.");
  await userEvent.click(within(alert).getByRole("button", { name: /15:00/ }));
  expect(await screen.findByText(/Bella \(Anneke de Vries\) staat/)).toBeVisible();
  expect(await sent("POST", "/appointments")).toBeDefined();
});

it("asks for what the line did not say, and says when a kind of visit is not for that animal", async () => {
  await ask("bella operatie", { intent: "book", who: "bella", type_key: "surgery" }, [bella]);
  await form();
  expect(await screen.findByText(/niet voor een dier als Bella/)).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(screen.getByRole("combobox", { name: "Afspraaksoort" })).toHaveFocus();
});

it("finds the next free time of a kind of visit, for whom is asked", async () => {
  await ask("eerste vrije plek enting", { intent: "next_free", type_key: "vaccination" }, []);
  expect(await within(await form()).findByRole("heading", { name: "Eerste vrije plek: Enting" })).toBeVisible();
  expect(await screen.findByRole("button", { name: /10:00/ })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(screen.getByRole("combobox", { name: "Zoek het dier" })).toHaveFocus();
});

it("notes a weight with the version that was seen, once, and offers to take it back", async () => {
  const { sent } = await ask("gewicht bella 23,4", { intent: "weight", who: "bella", grams: 23_400 }, [bella], {
    [`POST ${S}/patients/p1/weighings`]: { status: 201, body: { id: "g1", version: 4 } },
    [`DELETE ${S}/patients/p1/weighings/g1`]: { body: { id: "p1", version: 5 } },
  });
  await form();
  expect(screen.getByLabelText("Gewicht")).toHaveValue("23,4");
  expect(await screen.findByText(/Vorige keer 22,9 kg/)).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText("23,4 kg staat bij Bella.")).toBeVisible();
  const noted = await sent("POST", "/patients/p1/weighings");
  expect(noted?.body).toEqual({ grams: 23_400 });
  expect(noted?.headers.get("If-Match")).toBe("3");
  expect(noted?.headers.get("Idempotency-Key")).toMatch(/.{8,}/);
  await userEvent.click(screen.getByRole("button", { name: /Ongedaan/ }));
  await waitFor(async () => expect(await sent("DELETE", "/patients/p1/weighings/g1")).toBeDefined());
});

it("takes a weighing back once when the answer was lost, and offers no second try at what was refused", async () => {
  let answer: "lost" | "refused" = "lost";
  const { asked } = await ask("gewicht bella 23,4", { intent: "weight", who: "bella", grams: 23_400 }, [bella], {
    [`POST ${S}/patients/p1/weighings`]: { status: 201, body: { id: "g1", version: 4 } },
    [`DELETE ${S}/patients/p1/weighings/g1`]: () => {
      if (answer === "lost") throw new TypeError("the line dropped");
      return { status: 409, body: { code: "nothing_to_undo" } };
    },
  });
  await form();
  await screen.findByText(/Vorige keer/);
  await userEvent.keyboard("{Enter}");
  await userEvent.click(await screen.findByRole("button", { name: /Ongedaan/ }));
  const again = await screen.findByRole("button", { name: "Opnieuw proberen" });
  answer = "refused";
  await userEvent.click(again);
  expect(await screen.findByText("Er is niets meer om ongedaan te maken.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Opnieuw proberen" })).toBeNull();
  const tries = asked.filter((request) => request.method === "DELETE").map((request) => request.headers.get("Idempotency-Key"));
  expect(tries).toHaveLength(2);
  expect(new Set(tries).size).toBe(1);
});

it("asks whether a weight far from the last one is right, and takes Enter for an answer only there", async () => {
  const { sent, field } = await ask("gewicht bella 234", { intent: "weight", who: "bella", grams: 234_000 }, [bella], { [`POST ${S}/patients/p1/weighings`]: { status: 201, body: { id: "g1", version: 4 } } });
  await form();
  expect(await screen.findByText(/234 kg is veel meer dan vorige keer/)).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(screen.getByRole("button", { name: "Ja, dat klopt" })).toHaveFocus();
  expect(await sent("POST", "/patients/p1/weighings")).toBeUndefined();
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(field).toHaveFocus());
  await userEvent.keyboard("{Enter}");
  await waitFor(async () => expect(await sent("POST", "/patients/p1/weighings")).toBeDefined());
});

it("says beside the form what the server refused, and keeps the line", async () => {
  const { field } = await ask("gewicht bella 23,4", { intent: "weight", who: "bella", grams: 23_400 }, [bella], { [`POST ${S}/patients/p1/weighings`]: { status: 409, body: { code: "stale" } } });
  await form();
  await screen.findByText(/Vorige keer/);
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByRole("alert")).not.toBeEmptyDOMElement();
  expect(field).toHaveValue("gewicht bella 23,4");
});

it("takes a new client to the form that registers, with the name and the number beside the address", async () => {
  const { router } = await ask("nieuwe klant anneke van der berg 0612345678", { intent: "new_client", who: "anneke van der berg", digits: "0612345678" }, []);
  await form();
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/p/zwaluwhof/patient/new"));
  expect(router.state.location.search).toBe("");
  expect(router.state.location.state).toMatchObject({ newcomer: { first_name: "Anneke", prefix: "van der", last_name: "Berg", phone: "0612345678" } });
});

it("calls off the one visit that is meant, with a way back", async () => {
  const { sent } = await ask("bella afzeggen", { intent: "cancel", who: "bella" }, [bella, visit], {
    [`POST ${S}/appointments/a1/cancel`]: { body: { ...row, version: 8, state: "cancelled" } },
    [`POST ${S}/appointments/a1/undo`]: { body: row },
  });
  expect(await screen.findByText("Afspraak van Bella afzeggen?")).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await screen.findByText(/^De afspraak van Bella .*is afgezegd\.$/);
  expect((await sent("POST", "/appointments/a1/cancel"))?.headers.get("If-Match")).toBe("7");
  await userEvent.click(screen.getByRole("button", { name: /Ongedaan/ }));
  await waitFor(async () => expect(await sent("POST", "/appointments/a1/undo")).toBeDefined());
});

it("moves a visit to the time that was said, to the same vet", async () => {
  const { sent } = await ask("bella verzetten morgen 10:20", { intent: "move", who: "bella", on: DAY, at: "10:20:00" }, [bella, visit], { [`POST ${S}/appointments/a1/reschedule`]: { body: row } });
  await form();
  await screen.findByText(/om 10:20 is vrij/);
  await userEvent.keyboard("{Enter}");
  await waitFor(async () => expect((await sent("POST", "/appointments/a1/reschedule"))?.body).toEqual({ starts_at: at("10:20"), vet_id: "v1" }));
});

it("moves with the version that was seen, shows the form first, and offers a way back", async () => {
  const belle: Found = { ...visit, id: "a2", title: "Belle", matched: "sound" };
  const { sent } = await ask("verzet bella naar morgen 10 uur", { intent: "move", who: "bella", on: DAY, at: "10:00:00" }, [bella, visit, belle], {
    [`POST ${S}/appointments/a1/reschedule`]: { body: { ...row, version: 8, starts_at: at("10:00") } },
    [`POST ${S}/appointments/a1/undo`]: { body: row },
  });
  await form();
  await screen.findByText(/om 10:00 is vrij/);
  expect(await sent("POST", "/appointments/a1/reschedule")).toBeUndefined();
  await userEvent.keyboard("{Enter}");
  await waitFor(async () => expect((await sent("POST", "/appointments/a1/reschedule"))?.headers.get("If-Match")).toBe("7"));
  await userEvent.click(await screen.findByRole("button", { name: /Ongedaan/ }));
  await waitFor(async () => expect((await sent("POST", "/appointments/a1/undo"))?.headers.get("If-Match")).toBe("8"));
});

it("leads to a message for the owner", async () => {
  const { router } = await ask("bericht bella", { intent: "message", who: "bella" }, [bella]);
  await form();
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/p/zwaluwhof/messages/new/c1/p1"));
});

it("is a search for whoever may not do what the line asks", async () => {
  await ask("gewicht bella 23,4", { intent: "weight", who: "bella", grams: 23_400 }, [bella], {}, ["practice.read", "patients.read"]);
  expect(await screen.findByRole("option", { name: /Bella/ })).toHaveAttribute("aria-selected", "true");
  expect(screen.queryByRole("form", { name: "Begrepen als" })).toBeNull();
});

it("goes to a screen that is asked for before anything else", async () => {
  const { router } = await ask("agenda", { intent: "open", place: "schedule" }, [bella, { id: "schedule", kind: "place", title: "agenda", matched: "name" }]);
  expect(await screen.findByRole("option", { name: "Agenda" })).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/p/zwaluwhof/schedule"));
});

it("shows the number of the client who is to be called, whatever their animals are called", async () => {
  const anna: Found = { ...bella, id: "c1", kind: "client", title: "Anneke de Vries", patient_id: null };
  await ask("bel anneke terug", { intent: "call", who: "anneke" }, [anna, bella], { [`GET ${S}/clients/c1`]: { body: { id: "c1", phone: "+31612345678", patients: [] } } });
  expect(await within(await form()).findByRole("link", { name: "+31612345678" })).toHaveAttribute("href", "tel:+31612345678");
  expect(screen.getByRole("heading", { name: "Bel Anneke de Vries" })).toBeVisible();
});

it("says of a date that does not exist that it does not, and offers to register nobody of that name", async () => {
  await ask("30 februari", { intent: "find", no_day: "30 februari" }, []);
  expect(await screen.findByText("30 februari bestaat niet. Typ een andere dag.")).toBeVisible();
  expect(screen.queryByText(/inschrijven als nieuwe klant/)).toBeNull();
  expect(screen.queryByText("Niets gevonden")).toBeNull();
});
