import { Asker, expect, test } from "./people.ts";
import { wordsOf } from "./texts.ts";

const t = wordsOf("nl");
const STAFF = "/api/staff/zwaluwhof";

interface Slot {
  starts_at: string;
  vet_id: string;
}

const dayIn = (at: string | Date): string => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam", dateStyle: "short" }).format(new Date(at));
const timeIn = (at: string): string => new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit" }).format(new Date(at));

test("a place that is called off at one desk is offered at another to who waits, and booked for them in sight of both", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const { items: patients } = await desk.get<{ items: { id: string; name: string; client_name: string }[] }>(`${STAFF}/patients?limit=5`);
  const [comes, waits] = patients;
  const { items: slots } = await desk.get<{ items: Slot[] }>(`${STAFF}/slots?type=consult&from=${dayIn(new Date(Date.now() + 9 * 86_400_000))}&days=7`);
  const slot = slots.at(-1);
  if (!comes || !waits || !slot) throw new Error("The demo has no free place or no two patients.");
  const day = dayIn(slot.starts_at);
  const row = await desk.post<{ id: string }>(`${STAFF}/appointments`, { type: "consult", starts_at: slot.starts_at, vet_id: slot.vet_id, patient_id: comes.id });
  const who = `${waits.name} (${waits.client_name})`;

  // At one desk nobody finds a time for the second animal: it is put on the list while it is booked for.
  const [here, there] = [await company.page("receptionist"), await company.page("clinicAdmin")];
  for (const page of [here, there]) await page.setViewportSize({ width: 1440, height: 900 });
  await here.goto(`/p/zwaluwhof/patient/${waits.id}`);
  await here.getByRole("button", { name: t("appointments:action.book") }).first().click();
  await here.getByRole("dialog").getByRole("button", { name: /^Ziek/ }).click();
  await here.getByRole("button", { name: t("appointments:waitlist.add") }).click();
  const wish = here.getByRole("dialog", { name: t("appointments:waitlist.addTitle", { name: who }) });
  await wish.getByLabel(t("appointments:waitlist.earliest")).fill(day);
  await wish.getByLabel(t("appointments:waitlist.latest")).fill(day);
  await wish.getByRole("button", { name: t("appointments:waitlist.submit") }).click();
  await expect(here.getByText(t("appointments:waitlist.done.add", { who }))).toBeVisible();

  await there.goto(`/p/zwaluwhof/schedule?day=${day}`);
  const list = there.getByRole("region", { name: t("appointments:waitlist.title") });
  await expect(list.getByRole("button", { name: new RegExp(`^${waits.name}`) })).toBeVisible();
  await expect(list.getByRole("list", { name: t("appointments:waitlist.freedTitle") })).toHaveCount(0);

  await here.goto(`/p/zwaluwhof/schedule?day=${day}&selected=${row.id}`);
  await here.getByRole("button", { name: t("appointments:action.cancel"), exact: true }).click();
  await here.getByRole("dialog").getByRole("button", { name: t("appointments:cancel.submit") }).click();

  const freed = list.getByRole("list", { name: t("appointments:waitlist.freedTitle") });
  await expect(freed.getByText(new RegExp(`${timeIn(slot.starts_at)}$`))).toBeVisible();
  await freed.getByRole("button", { name: `${t("appointments:book.submit")}, ${who}` }).click();

  for (const page of [here, there]) {
    await expect(page.getByRole("button", { name: new RegExp(`^${timeIn(slot.starts_at)} ${waits.name}`) })).toBeVisible();
    await expect(page.getByRole("list", { name: t("appointments:waitlist.freedTitle") })).toHaveCount(0);
  }
});
