import "./styles/index.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";

import { resumeSession } from "./api/session";
import { Providers } from "./app/providers";
import { createRouter } from "./app/router";
import { bundledTexts, loadTexts } from "./app/texts";
import { guardDoubleClicks } from "./lib/double-click";
import { startI18n } from "./lib/i18n";
import { guardTypingHands } from "./lib/lost-field";
import { applyTheme } from "./lib/theme";

async function start(): Promise<void> {
  applyTheme();
  guardDoubleClicks();
  guardTypingHands();
  // Who is here must be known before the first screen: a guard would send a signed-in person to the log-in.
  await Promise.all([startI18n(bundledTexts, loadTexts), resumeSession()]);
  const root = document.getElementById("root");
  if (!root) throw new Error("The page has no place for the application.");
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={createRouter()} />
      </Providers>
    </StrictMode>,
  );
}

void start();
