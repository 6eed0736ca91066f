import type { Locator, Page } from "@playwright/test";

import type { Asker } from "./people.ts";

const STAFF = "/api/staff/zwaluwhof";
const LETTERS = "bcdfghjklmnpqrstvwz";

/** What hands do at the desk. docs/clicks.md says the same numbers beside those of others. */
export class Hand {
  clicks = 0;
  keys = 0;
  drags = 0;
  constructor(private readonly page: Page) {}

  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }

  /** Takes something by a point of it and lets it go so many pixels further. */
  async drag(what: Locator, by: { x: number; y: number }, grip = { x: 20, y: 6 }): Promise<void> {
    this.drags += 1;
    await what.scrollIntoViewIfNeeded();
    const box = await what.boundingBox();
    if (!box) throw new Error("Nothing to drag.");
    const from = { x: box.x + grip.x, y: box.y + grip.y };
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + by.x, from.y + by.y, { steps: 8 });
    await this.page.mouse.up();
  }

  get sum(): { clicks: number; keys: number } {
    return { clicks: this.clicks, keys: this.keys };
  }
}

/** A name that nobody has: the demo's people are called otherwise. */
export const rareName = (): string => Array.from({ length: 6 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join("").replace(/^./, (letter) => letter.toUpperCase());
export const rarePhone = (): string => `06${Math.floor(10_000_000 + Math.random() * 89_999_999)}`;

export interface Guest {
  owner: string;
  pet: string;
  patientId: string;
}

export async function registered(desk: Asker): Promise<Guest> {
  const owner = rareName();
  const pet = rareName();
  const body = { client: { first_name: "", last_name: owner, phone: rarePhone() }, patient: { name: pet, species: "dog" } };
  const made = await desk.post<{ patient_id: string }>(`${STAFF}/patients`, body);
  return { owner, pet, patientId: made.patient_id };
}
