import { defineConfig } from "@playwright/test";

import { ADDRESS, GIVEN, PORTS } from "./e2e/address.ts";

/** The browser is the system's own Chromium: none is ever downloaded. */
export default defineConfig({
  testDir: "e2e",
  // Two cores, two workers, and each a program with data of its own: what one test does to a practice, no other one sees.
  workers: GIVEN ? 1 : PORTS.length,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  // What fails now and then is a defect, of the product or of its test.
  retries: 0,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"]],
  use: {
    baseURL: ADDRESS,
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    // Recording everything takes longer than the tests do; `npx playwright test --trace on` does it for one.
    trace: "off",
    launchOptions: {
      executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
  ...(GIVEN ? {} : { webServer: PORTS.map((port) => ({ command: `node e2e/serve.mjs ${port}`, url: `http://127.0.0.1:${port}/api/health`, timeout: 120_000, reuseExistingServer: false })) }),
});
