import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** The folders of src by layer; a folder may import itself and what stands in its list, nothing else. */
const layers = {
  lib: [],
  api: ["lib"],
  ui: ["lib"],
  features: ["api", "lib", "ui"],
  workspaces: ["api", "features", "lib", "ui"],
};
const above = ["app", "workspaces", "features", "ui", "api"];

/** What a cleanup may do: it lets go. Whatever sends is sent by useWhenLeft, or it would go in the name of whoever came after. */
const LETS_GO = "/^(abort|cancelAnimationFrame|change|clearInterval|clearTimeout|delete|disconnect|end|forEach|indexOf|publish|removeEventListener|setConnected|splice)$/";
const EFFECT = "CallExpression[callee.name=/^use(Layout|Insertion)?Effect$/] > :function";
const lateSends = [
  ...[`${EFFECT} > :function.body`, `${EFFECT} > BlockStatement ReturnStatement > :function`].map((cleanup) => ({
    selector: `${cleanup} CallExpression:not([callee.name=${LETS_GO}]):not([callee.property.name=${LETS_GO}])`,
    message: "A cleanup sends by useWhenLeft of @/api/leaving; what only lets go is named in eslint.config.js.",
  })),
  { selector: `${EFFECT} > BlockStatement > ReturnStatement > Identifier`, message: "Write the cleanup out where the effect returns it: what it calls is checked." },
  { selector: "CallExpression[callee.property.name='then'][callee.object.property.name='last']", message: "What waits for its turn is sent by inTurn of @/api/leaving." },
];

/** features/ import among themselves only these two. */
const sharedFeatures = ["patients", "identity"];

const forbid = (patterns) => ({ "no-restricted-imports": ["error", { patterns }] });
const pattern = (regex, message) => ({ regex, message });

const zones = Object.entries(layers).map(([folder, allowed]) => {
  const closed = above.filter((other) => other !== folder && !allowed.includes(other));
  const rules = [
    pattern(`^@/(${closed.join("|")})(/|$)`, `${folder}/ may import only: ${allowed.join(", ") || "nothing above it"}.`),
    // A way up and out of the folder's own part would go round the rules above.
    pattern(`^(\\.\\./)+(${closed.join("|")})/`, "Import other folders by @/."),
  ];
  if (folder !== "lib") rules.push(pattern("^zod$", "Import z from @/lib/schema: there it needs no eval."));
  if (folder === "workspaces") rules.push(pattern("^@/workspaces/|^\\.\\./\\.\\./", "Workspaces never import each other."));
  if (folder === "features") rules.push(pattern(`^@/features/(?!${sharedFeatures.join("|")})|^\\.\\./\\.\\./`, "Features import only patients and identity among themselves."));
  return { files: [`src/${folder}/**/*.{ts,tsx}`], rules: forbid(rules) };
});

export default tseslint.config(
  { ignores: ["node_modules", "dist", "storybook-static", "src/api/schema.d.ts", "test-results", "playwright-report"] },
  ...tseslint.configs.strict,
  hooks.configs.flat.recommended,
  a11y.flatConfigs.strict,
  {
    files: ["**/*.{ts,tsx}"],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-invalid-void-type": "off",
      "max-lines": ["error", { max: 250, skipBlankLines: false, skipComments: false }],
      "max-lines-per-function": ["error", { max: 150, skipBlankLines: false, skipComments: false }],
      "no-console": "error",
      "no-restricted-syntax": ["error", ...lateSends],
      "no-restricted-globals": ["error", { name: "fetch", message: "Use the client of src/api." }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "jsx-a11y/label-has-associated-control": ["error", { assert: "either", depth: 4 }],
    },
  },
  { files: ["src/api/**", "src/**/*.test.{ts,tsx}", "e2e/**"], rules: { "no-restricted-globals": "off" } },
  { files: ["src/api/leaving.ts", "**/*.test.{ts,tsx}"], rules: { "no-restricted-syntax": "off" } },
  { files: ["**/*.test.{ts,tsx}", "**/*.stories.tsx", "e2e/**"], rules: { "max-lines-per-function": "off" } },
  { files: ["*.js", "*.ts"], rules: { "no-undef": "off" } },
  ...zones,
);
