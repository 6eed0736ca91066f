import { expect, test as base, type Browser, type BrowserContext, type Page } from "@playwright/test";

import { ADDRESS } from "./address.ts";
import { wordsOf, type Locale } from "./texts.ts";

/** The demo's people; docs/demo.md says who they are. */
export const PEOPLE = {
  owner: "owner",
  owner3: "owner3",
  vet: "vet.zwaluwhof",
  vet2: "vet2.zwaluwhof",
  vet3: "vet3.zwaluwhof",
  vet4: "vet4.zwaluwhof",
  receptionist: "receptionist.zwaluwhof",
  clinicAdmin: "clinic-admin.zwaluwhof",
  systemAdmin: "system-admin",
  applicant: "applicant",
  pendingVet: "pending-vet",
  franchiseAdmin: "franchise-admin",
} as const;
export type Person = keyof typeof PEOPLE;

/** Longer than any step takes on a machine that does other work too. */
const STEP_MS = 10_000;
const PASSWORD = "zwaluw-in-de-lente";

export const emailOf = (person: Person): string => `${PEOPLE[person]}@vetsync.example`;

/** Logs in as people do: first the address, then the password. Ends where the person begins. */
export async function logIn(page: Page, person: Person, locale: Locale = "nl"): Promise<void> {
  await page.goto("/login");
  await logInHere(page, person, locale);
}

/** On the log-in that stands on the screen, which may lead back to somewhere. */
export async function logInHere(page: Page, person: Person, locale: Locale = "nl"): Promise<void> {
  const t = wordsOf(locale);
  await page.getByLabel(t("w-account:field.email")).fill(emailOf(person));
  await page.getByRole("button", { name: t("common:action.next") }).click();
  await page.getByLabel(t("w-account:field.password"), { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: t("w-account:logIn.submit"), exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** Chooses the language in the person's own corner. */
export async function speak(page: Page, locale: Locale): Promise<void> {
  const html = page.locator("html");
  if ((await html.getAttribute("lang")) === locale) return;
  const t = wordsOf(locale === "nl" ? "en" : "nl");
  await page.getByRole("button", { name: t("shell:you.menu", { name: "" }).trim() }).filter({ visible: true }).click();
  await page.getByRole("menuitemradio", { name: t(`common:language.${locale}`) }).click();
  await expect(html).toHaveAttribute("lang", locale);
  await expect(page.getByRole("menu")).toHaveCount(0);
}

/** One window per person, logged in once for all tests: the refresh cookie brings the session to every next address. */
export class Company {
  readonly #pages = new Map<Person, Promise<Page>>();
  readonly #contexts: BrowserContext[] = [];

  constructor(private readonly browser: Browser) {}

  async #open(): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: ADDRESS, locale: "nl-NL", timezoneId: "Europe/Amsterdam", reducedMotion: "reduce", viewport: { width: 1440, height: 900 },
    });
    context.setDefaultTimeout(STEP_MS);
    this.#contexts.push(context);
    return context.newPage();
  }

  async #enter(person: Person): Promise<Page> {
    const page = await this.#open();
    await logIn(page, person);
    await speak(page, "nl");
    return page;
  }

  page(person: Person): Promise<Page> {
    const page = this.#pages.get(person) ?? this.#enter(person);
    this.#pages.set(person, page);
    return page;
  }

  /** Of somebody who was logged out everywhere: the next test logs them in anew. */
  forget(person: Person): void {
    this.#pages.delete(person);
  }

  /** Somebody without an account. */
  #stranger: Promise<Page> | undefined;
  stranger(): Promise<Page> {
    this.#stranger ??= this.#open();
    return this.#stranger;
  }

  async leave(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}

export const test = base.extend<object, { company: Company }>({
  company: [
    async ({ browser }, use) => {
      const company = new Company(browser);
      await use(company);
      await company.leave();
    },
    { scope: "worker" },
  ],
});
export { expect } from "@playwright/test";

/** Asks the API as a person, for what a test must know beforehand: which animal, which visit. */
export class Asker {
  private constructor(private readonly token: string) {}

  static async as(person: Person): Promise<Asker> {
    const response = await fetch(`${ADDRESS}/api/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: emailOf(person), password: PASSWORD }),
    });
    const { access_token } = (await response.json()) as { access_token: string };
    return new Asker(access_token);
  }

  #fetch(path: string, init: RequestInit): Promise<Response> {
    return fetch(ADDRESS + path, { ...init, headers: { ...init.headers, authorization: `Bearer ${this.token}` } });
  }

  #post(path: string, body: object): Promise<Response> {
    const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    return this.#fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async get<T>(path: string): Promise<T> {
    return answerOf<T>(path, await this.#fetch(path, {}));
  }

  async post<T>(path: string, body: object): Promise<T> {
    return answerOf<T>(path, await this.#post(path, body));
  }

  /** Whether it was done; a place that is taken says no. */
  async tryPost(path: string, body: object): Promise<boolean> {
    const response = await this.#post(path, body);
    if (response.status === 409) return false;
    await answerOf(path, response);
    return true;
  }
}

async function answerOf<T>(path: string, response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}
