import "@testing-library/jest-dom/vitest";

import { onlineManager } from "@tanstack/react-query";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, vi } from "vitest";

import { signedOut } from "@/api/session";
import { bundledTexts, loadTexts } from "@/app/texts";
import { startI18n } from "@/lib/i18n";
import { applyTheme } from "@/lib/theme";
import { toast } from "@/lib/toasts";

// jsdom has the dialog element but not its modal way.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};
window.matchMedia ??= ((query: string) => ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined })) as never;

// A busy machine is slow, not wrong: what is waited for may take its time.
configure({ asyncUtilTimeout: 4000 });

beforeAll(() => startI18n(bundledTexts, loadTexts, "nl"));

// jsdom scrolls nowhere. Set anew each time: some tests look where to.
beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
});

afterEach(() => {
  vi.useRealTimers();
  cleanup();
  document.body.replaceChildren();
  toast.clear();
  signedOut();
  localStorage.clear();
  sessionStorage.clear();
  document.title = "";
  applyTheme();
  onlineManager.setOnline(true);
});
