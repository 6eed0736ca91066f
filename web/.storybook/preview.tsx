import "../src/styles/index.css";

import type { Preview } from "@storybook/react-vite";

import { bundledTexts, loadTexts } from "../src/app/texts";
import { setLocale, startI18n } from "../src/lib/i18n";

const started = startI18n(bundledTexts, loadTexts, "nl");

/** Every story stands in both themes beside each other; the toolbar can leave one, and switch the language. */
const preview: Preview = {
  parameters: {
    layout: "fullscreen",
    controls: { expanded: false },
    a11y: { test: "error" },
    options: { storySort: { order: ["Tokens", "ui", "shell"] } },
  },
  globalTypes: {
    theme: { toolbar: { title: "Theme", items: ["both", "light", "dark"], dynamicTitle: true } },
    locale: { toolbar: { title: "Language", items: ["nl", "en"], dynamicTitle: true } },
  },
  initialGlobals: { theme: "both", locale: "nl" },
  loaders: [
    async ({ globals }) => {
      await started;
      await setLocale(globals["locale"] === "en" ? "en" : "nl");
      return {};
    },
  ],
  decorators: [
    (Story, { globals, parameters }) => {
      const themes = globals["theme"] === "both" ? ["light", "dark"] : [String(globals["theme"])];
      const isWhole = parameters["isWholePage"] === true;
      return (
        <div className={isWhole ? "grid" : "grid tablet:grid-cols-2"}>
          {themes.map((theme) => (
            <div key={theme} data-theme={theme} className={isWhole ? "bg-paper text-ink" : "flex min-h-40 flex-col items-start gap-4 bg-paper p-8 text-ink"}>
              <Story />
            </div>
          ))}
        </div>
      );
    },
  ],
};

export default preview;
