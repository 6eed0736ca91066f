import { defineConfig } from "@playwright/test";

import tests from "./playwright.config.ts";

/** `npm run pictures`: writes docs/screens, from the same program and browser as the tests. */
export default defineConfig(tests, { testMatch: "pictures.ts" });
