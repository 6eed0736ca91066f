import { defineConfig } from "@playwright/test";

const address = process.env["E2E_BASE_URL"] ?? "http://127.0.0.1:4173";

/** The browser is the system's own Chromium: none is ever downloaded. */
export default defineConfig({
  testDir: "e2e",
  workers: 1,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  // What fails now and then is a defect, of the product or of its test.
  retries: 0,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"]],
  use: {
    baseURL: address,
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    // Recording everything takes longer than the tests do; `npx playwright test --trace on` does it for one.
    trace: "off",
    launchOptions: {
      executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
  ...(process.env["E2E_BASE_URL"]
    ? {}
    : { webServer: { command: "node e2e/serve.mjs 4173", url: `${address}/api/health`, timeout: 120_000, reuseExistingServer: false } }),
});
