import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const source = new URL("./src", import.meta.url).pathname;
const backend = process.env["VETSYNC_API"] ?? "http://127.0.0.1:8000";

/** Libraries that change rarely are kept apart from our code, so a release leaves them in the browser's cache. */
const vendors = [
  // Slot is in every button; the rest of the primitives comes with the first menu.
  { name: "react", test: /node_modules\/(react|react-dom|scheduler|@radix-ui\/react-(slot|compose-refs))\// },
  { name: "router", test: /node_modules\/(react-router|cookie|set-cookie-parser)\// },
  { name: "state", test: /node_modules\/(@tanstack|@reduxjs|react-redux|redux|immer|reselect|openapi-fetch)/ },
  { name: "i18n", test: /node_modules\/(i18next|react-i18next|html-parse-stringify|void-elements)/ },
  { name: "forms", test: /node_modules\/(react-hook-form|@hookform|zod)/ },
  { name: "primitives", test: /node_modules\/(radix-ui|@radix-ui|@floating-ui|aria-hidden|react-remove-scroll)/ },
];

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": source } },
  server: {
    port: 5173,
    strictPort: true,
    // Tests hold the addresses in the server's letters against the routes.
    fs: { allow: [".", "../src/vetsync/messaging/letters"] },
    proxy: { "/api": { target: backend, changeOrigin: false } },
  },
  build: {
    target: "es2023",
    // light-dark() must reach the browser as it is: a theme may be set on a part of the page.
    cssTarget: ["chrome123", "safari17.5", "firefox121"],
    reportCompressedSize: true,
    // A data: address for a font or picture would need a hole in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: vendors } } },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["./src/test-setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    unstubGlobals: true,
    maxWorkers: 2,
    // One jsdom and one copy of every module for all files of a worker takes an eighth of the time that one for each takes.
    // What a test leaves on the page, in the browser's stores, in the session and in the toasts is put away after it
    // (src/test-setup.ts).
    isolate: false,
    // Slow is not wrong: how long a step takes is measured in bench/, and here only waited for.
    testTimeout: 20_000,
  },
});
