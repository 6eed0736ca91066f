import { Asker, expect, test } from "./people.ts";
import { wordsOf } from "./texts.ts";

const t = wordsOf("nl");
const STAFF = "/api/staff/zwaluwhof";
const LETTERS = "bcdfghjklmnpqrstvwz";

const rareName = (): string => Array.from({ length: 7 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join("").replace(/^./, (letter) => letter.toUpperCase());

interface Known {
  owner: string;
  pet: string;
  patientId: string;
  clientId: string;
}

async function registered(desk: Asker, phone: string): Promise<Known> {
  const [owner, pet] = [rareName(), rareName()];
  const made = await desk.post<{ patient_id: string; client_id: string }>(`${STAFF}/patients`, { client: { last_name: owner, phone }, patient: { name: pet, species: "dog" }, confirmed_new: true });
  return { owner, pet, patientId: made.patient_id, clientId: made.client_id };
}

test("the desk makes one of two clients with one telephone, finds both animals at the one, and takes it back", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const phone = `06${Math.floor(10_000_000 + Math.random() * 89_999_999)}`;
  const [kept, dropped] = [await registered(desk, phone), await registered(desk, phone)];
  await desk.post(`${STAFF}/visits`, { patient_id: dropped.patientId });
  const page = await company.page("receptionist");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/p/zwaluwhof/patient");
  await page.getByRole("link", { name: /^Mogelijk dubbel \(/ }).click();
  const pair = page.getByRole("list", { name: t("w-patient:merge.list.title") }).getByRole("listitem").filter({ hasText: kept.owner });
  await expect(pair).toContainText(dropped.owner);
  await pair.getByRole("button", { name: new RegExp(`${kept.owner}.* samenvoegen$`) }).click();
  const dialog = page.getByRole("dialog");
  const names = dialog.getByRole("group", { name: t("w-patient:merge.field.last_name") });
  await names.getByRole("radio", { name: kept.owner }).check();
  await dialog.getByRole("button", { name: t("w-patient:merge.submit"), exact: true }).click();
  await expect(page.getByText(/ is samengevoegd\.$/)).toBeVisible();
  await expect(pair).toHaveCount(0);

  // An address from before leads to where the file is now.
  const whole = await desk.get<{ id: string; patients: { name: string }[] }>(`${STAFF}/clients/${dropped.clientId}`);
  expect(whole.patients.map(({ name }) => name).sort()).toEqual([kept.pet, dropped.pet].sort());
  await page.goto(`/p/zwaluwhof/patient/${dropped.patientId}`);
  const household = page.getByRole("list", { name: t("w-patient:household.animals") });
  await expect(household.getByRole("listitem")).toHaveCount(2);
  await expect(page.getByText(/^Samengevoegd met /)).toBeVisible();

  await page.getByRole("button", { name: /^Samenvoeging met .* ongedaan maken/ }).click();
  await expect(dialog).toContainText(dropped.pet);
  await dialog.getByRole("button", { name: t("w-patient:merge.apart.submit") }).click();
  await expect(page.getByText(t("w-patient:merge.undone"))).toBeVisible();
  await expect(household.getByRole("listitem")).toHaveCount(1);
  for (const one of [kept, dropped]) {
    const client = await desk.get<{ id: string; last_name: string; patients: { name: string }[] }>(`${STAFF}/clients/${one.clientId}`);
    expect([client.id, client.last_name, ...client.patients.map(({ name }) => name)]).toEqual([one.clientId, one.owner, one.pet]);
  }
});
