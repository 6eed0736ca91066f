import type { StorybookConfig } from "@storybook/react-vite";

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["../src/**/*.stories.tsx"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y"],
  // Storybook sets an older target of its own, under which light-dark() would be written out for the whole page at once.
  viteFinal: (settings) => ({
    ...settings,
    build: { ...settings.build, target: "es2023", cssTarget: ["chrome123", "safari17.5", "firefox121"] },
  }),
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;
