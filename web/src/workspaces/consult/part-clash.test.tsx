import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import type { RecordView } from "@/api/types";
import { toast } from "@/lib/toasts";

import { draft, openConsult, parts, PATIENT, RECORD, saved, signButton } from "./test-consult";

const shown = { product: "Benakor", dose: "1 tablet", instruction: "", quantity_hundredths: null, unit: "", days: null, repeats: 0, supply_class: null };
const theirs = { ...shown, dose: "½ tablet" };
const withMedicine = (body: typeof shown, version: number) => ({ ...draft, version, parts: { ...parts, prescriptions: [{ id: "m1", ...body }] } }) as RecordView;
const PLACE = `${RECORD}/prescriptions/m1`;
const clash = (part: string, current: object | null, version: number) => ({ status: 409, body: { code: "field_changed_meanwhile", fields: { [part]: { current, version } } } });
const versionOf = (request: Request | undefined) => request?.headers.get("If-Match");

afterEach(() => toast.clear());

async function changeDose(text: string) {
  await userEvent.click(await screen.findByRole("button", { name: "Benakor wijzigen" }, PATIENT));
  const dialog = within(await screen.findByRole("dialog"));
  const dose = dialog.getByLabelText("Dosering");
  await userEvent.clear(dose);
  await userEvent.type(dose, text);
  await userEvent.click(dialog.getByRole("button", { name: "Opslaan" }));
  return dialog;
}

function openChanged(atFirst = clash("m1", theirs, 4)) {
  const desk = openConsult({
    [`PUT ${PLACE}`]: (request) => {
      if (request.headers.get("If-Match") !== "4") {
        desk.server.record = withMedicine(theirs, 4);
        return atFirst;
      }
      desk.server.record = withMedicine({ ...shown, dose: "2 tabletten" }, 5);
      return { body: saved(5) };
    },
  }, withMedicine(shown, 3));
  return desk;
}

test("who comes second with an order sees both and makes it theirs", async () => {
  const { sent } = openChanged();
  const dialog = await changeDose("2 tabletten");
  expect(await dialog.findByText("Dosering: daar ½ tablet, jij typte 2 tabletten")).toBeVisible();
  await userEvent.click(dialog.getByRole("button", { name: "Die van mij ervan maken" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent("PUT").map(versionOf)).toEqual(["3", "4"]);
  expect(await screen.findByText("2 tabletten")).toBeVisible();
});

test("who comes second with an order may leave what the other made of it", async () => {
  const { sent } = openChanged();
  const dialog = await changeDose("2 tabletten");
  await userEvent.click(await dialog.findByRole("button", { name: "Zo laten staan" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(await screen.findByText("½ tablet")).toBeVisible();
  expect(sent("PUT")).toHaveLength(1);
});

function openGone() {
  const desk = openConsult({
    [`PUT ${PLACE}`]: (request) => {
      if (request.headers.get("If-Match") === "4") {
        desk.server.record = withMedicine({ ...shown, dose: "2 tabletten" }, 5);
        return { body: saved(5) };
      }
      desk.server.record = { ...draft, version: 4 };
      return clash("m1", null, 4);
    },
  }, withMedicine(shown, 3));
  return desk;
}

test("an order that a colleague took out is put back only by who was told so", async () => {
  const { sent } = openGone();
  const dialog = await changeDose("2 tabletten");
  expect(await dialog.findByText(/^Dit is intussen weggehaald, door een collega/)).toBeVisible();
  await waitFor(() => expect(screen.queryByText("1 tablet")).toBeNull());
  // It is the same form still, though the order that it was filled from is gone.
  expect(screen.getByRole("dialog", { name: "Medicijn wijzigen" })).toBeVisible();
  await userEvent.click(dialog.getByRole("button", { name: "Terugzetten zoals ik het heb" }));
  expect(await screen.findByText("2 tabletten")).toBeVisible();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(sent("PUT").map(versionOf)).toEqual(["3", "4"]);
});

test("an order that a colleague took out may stay out", async () => {
  const { sent } = openGone();
  const dialog = await changeDose("2 tabletten");
  await userEvent.click(await dialog.findByRole("button", { name: "Weggehaald laten" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  await waitFor(() => expect(screen.queryByText("Benakor")).toBeNull());
  expect(sent("PUT")).toHaveLength(1);
});

test.each([["Terugzetten zoals ik het heb", ["3", "4"]], ["Weggehaald laten", ["3"]]])("of a diagnosis that a colleague took out it is said, and whoever pressed it chooses: %s", async (choice, versions) => {
  const open = { id: "d1", text: "CKD", kind: "provisional", code: null };
  const isBack = versions.length > 1;
  const { sent, server } = openConsult({
    [`PUT ${RECORD}/diagnoses/d1`]: (request) => {
      const wasTold = request.headers.get("If-Match") === "4";
      server.record = { ...draft, version: wasTold ? 5 : 4, parts: { ...parts, diagnoses: wasTold ? [{ ...open, kind: "final" }] : [] } } as RecordView;
      return wasTold ? { body: saved(5) } : clash("d1", null, 4);
    },
  }, { ...draft, parts: { ...parts, diagnoses: [open] } } as RecordView);
  await userEvent.click(await screen.findByRole("button", { name: "CKD is zeker" }, PATIENT));
  expect(await screen.findByText(/^Deze diagnose is intussen weggehaald.* Jij maakte ervan: CKD, zeker/)).toBeVisible();
  expect(await signButton()).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: choice }));
  await waitFor(() => expect(sent("PUT").map(versionOf)).toEqual(versions));
  await waitFor(() => expect(screen.queryAllByRole("button", { name: "CKD is zeker", pressed: true })).toHaveLength(isBack ? 1 : 0));
  expect(screen.queryByText(/intussen weggehaald/)).toBeNull();
  expect(await signButton()).toBeEnabled();
});

test("a save whose answer was lost, of what a colleague took out then, is no colleague's text", async () => {
  let tries = 0;
  openConsult({
    [`PUT ${PLACE}`]: () => {
      tries += 1;
      if (tries === 1) throw new TypeError("the line dropped");
      return clash("m1", null, 5);
    },
  }, withMedicine(shown, 3));
  const dialog = await changeDose("½ tablet");
  await dialog.findByRole("alert");
  await userEvent.click(dialog.getByRole("button", { name: "Opslaan" }));
  expect(await dialog.findByText(/^Dit is intussen weggehaald/)).toBeVisible();
});

test("a save whose answer was lost is nobody else's", async () => {
  let tries = 0;
  const { sent } = openConsult({
    [`PUT ${PLACE}`]: (request) => {
      tries += 1;
      if (tries === 1) throw new TypeError("the line dropped");
      return request.headers.get("If-Match") === "4" ? { body: saved(5) } : clash("m1", theirs, 4);
    },
  }, withMedicine(shown, 3));
  const dialog = await changeDose("½ tablet");
  await dialog.findByRole("alert");
  await userEvent.type(dialog.getByLabelText("Dosering"), " per dag");
  await userEvent.click(dialog.getByRole("button", { name: "Opslaan" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent("PUT").map(versionOf)).toEqual(["3", "3", "4"]);
});

test("an order that a colleague changed is shown before it is taken out", async () => {
  const { server, sent } = openConsult({
    [`DELETE ${PLACE}`]: (request) => {
      const isSeen = request.headers.get("If-Match") === "4";
      server.record = isSeen ? { ...draft, version: 5 } : withMedicine(theirs, 4);
      return isSeen ? { body: { ...saved(5), removed: theirs } } : clash("m1", theirs, 4);
    },
  }, withMedicine(shown, 3));
  await userEvent.click(await screen.findByRole("button", { name: "Benakor weghalen" }, PATIENT));
  expect(await screen.findByText("Dosering: ½ tablet")).toBeVisible();
  expect(screen.getByRole("button", { name: "Benakor wijzigen" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Toch weghalen" }));
  expect(await screen.findByText("Benakor is weggehaald.")).toBeVisible();
  expect(sent("DELETE").map(versionOf)).toEqual(["3", "4"]);
});

test("two quick presses on a diagnosis go one after the other and never stand in each other's way", async () => {
  let version = 3;
  const open = { id: "d1", text: "CKD", kind: "provisional", code: null };
  const { sent, server } = openConsult({
    [`PUT ${RECORD}/diagnoses/d1`]: (request) => {
      if (Number(request.headers.get("If-Match")) < version) return clash("d1", open, version);
      version += 1;
      return { body: saved(version) };
    },
  }, { ...draft, parts: { ...parts, diagnoses: [open] } } as RecordView);
  const chip = await screen.findByRole("button", { name: "CKD is zeker" }, PATIENT);
  await userEvent.click(chip);
  await userEvent.click(chip);
  await waitFor(() => expect(sent("PUT").map(versionOf)).toEqual(["3", "4"]));
  expect(screen.queryByText(/intussen gewijzigd/)).toBeNull();
  expect(server.record.version).toBe(3);
});

test("a diagnosis that a colleague changed is shown beside what was pressed", async () => {
  const open = { id: "d1", text: "CKD", kind: "provisional", code: null };
  const { sent } = openConsult({
    [`PUT ${RECORD}/diagnoses/d1`]: (request) => (request.headers.get("If-Match") === "4" ? { body: saved(5) } : clash("d1", { text: "CKD IRIS 2", kind: "provisional", code: null }, 4)),
  }, { ...draft, parts: { ...parts, diagnoses: [open] } } as RecordView);
  await userEvent.click(await screen.findByRole("button", { name: "CKD is zeker" }, PATIENT));
  expect(await screen.findByText(/CKD IRIS 2, voorlopig\. Jij maakte ervan: CKD, zeker/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Die van mij ervan maken" }));
  await waitFor(() => expect(sent("PUT").map(versionOf)).toEqual(["3", "4"]));
  expect(screen.queryByText(/intussen gewijzigd/)).toBeNull();
});

test("nobody signs over a diagnosis of which two people made different things, and it is named", async () => {
  const open = { id: "d1", text: "CKD", kind: "provisional", code: null };
  openConsult({
    [`PUT ${RECORD}/diagnoses/d1`]: (request) => (request.headers.get("If-Match") === "4" ? { body: saved(5) } : clash("d1", { text: "CKD IRIS 2", kind: "provisional", code: null }, 4)),
  }, { ...draft, parts: { ...parts, diagnoses: [open] } } as RecordView);
  await userEvent.click(await screen.findByRole("button", { name: "CKD is zeker" }, PATIENT));
  expect(await screen.findByText(/^Nog open tussen jou en een collega: CKD\./)).toBeVisible();
  expect(await signButton()).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: "Zo laten staan" }));
  expect(await signButton()).toBeEnabled();
  expect(screen.queryByText(/^Nog open/)).toBeNull();
});

test("nobody signs over a removal that a colleague's change holds up", async () => {
  openConsult({ [`DELETE ${PLACE}`]: clash("m1", theirs, 4) }, withMedicine(shown, 3));
  await userEvent.click(await screen.findByRole("button", { name: "Benakor weghalen" }, PATIENT));
  expect(await screen.findByText(/^Nog open tussen jou en een collega: Benakor\./)).toBeVisible();
  expect(await signButton()).toBeDisabled();
});

test("an order that a colleague saved again after it was taken out is not put back over theirs", async () => {
  const { server, sent } = openConsult({
    [`DELETE ${PLACE}`]: () => ((server.record = { ...draft, version: 4 }), { body: { ...saved(4), removed: shown } }),
    [`PUT ${PLACE}`]: clash("m1", theirs, 5),
  }, withMedicine(shown, 3));
  await userEvent.click(await screen.findByRole("button", { name: "Benakor weghalen" }, PATIENT));
  await screen.findByText("Benakor is weggehaald.");
  server.record = withMedicine(theirs, 5);
  toast.undoLast();
  expect(await screen.findByText(/^Benakor staat er al weer/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "nog eens" })).toBeNull();
  expect(await screen.findAllByRole("button", { name: "Benakor wijzigen" })).toHaveLength(1);
  expect(sent("PUT")).toHaveLength(1);
});

test("an order that a colleague put back and took out once more stays out when the first removal is undone", async () => {
  const { server, sent } = openConsult({
    [`DELETE ${PLACE}`]: () => ((server.record = { ...draft, version: 4 }), { body: { ...saved(4), removed: shown } }),
    [`PUT ${PLACE}`]: clash("m1", null, 6),
  }, withMedicine(shown, 3));
  await userEvent.click(await screen.findByRole("button", { name: "Benakor weghalen" }, PATIENT));
  await screen.findByText("Benakor is weggehaald.");
  toast.undoLast();
  expect(await screen.findByText(/^Benakor is intussen teruggezet en door een collega opnieuw weggehaald/)).toBeVisible();
  expect(screen.queryByText(/staat er al weer/)).toBeNull();
  expect(sent("PUT").map(versionOf)).toEqual(["4"]);
});
