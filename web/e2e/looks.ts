import type { Page } from "@playwright/test";
import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What a screen may not do wrong, as one line each: `color-contrast: main > p <p class="…">`. */
async function faults(page: Page, runOnly: axe.RunOnly): Promise<string[]> {
  return page.evaluate(async (only) => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: only, resultTypes: ["violations"], elementRef: true });
    // A visit's block is as high as the visit is long, which is essential to a day's picture (WCAG 2.5.8); the list found by searching has full lines.
    const isToScale = (id: string, element: HTMLElement | undefined): boolean => id === "target-size" && (element?.closest("li")?.style.getPropertyValue("--height") ?? "") !== "";
    return found.violations.flatMap(({ id, nodes }) => nodes.filter(({ element }) => !isToScale(id, element)).slice(0, 3).map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 200)}`));
  }, runOnly);
}

/** Of a block that lies half above the edge, only the words that are in sight count as written on it, and its name is no longer theirs. */
async function fromItsTop(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("*")) if (element.scrollTop > 0) element.scrollTop = 0;
  });
}

/** How far the page, or the canvas inside it, can be moved sideways. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.getElementById("canvas");
    return Math.max(document.documentElement.scrollWidth - window.innerWidth, canvas ? canvas.scrollWidth - canvas.clientWidth : 0);
  });
}

/** Waits until a screen shows what it is about: its heading is there and nothing is still on its way. */
export async function settle(page: Page): Promise<void> {
  await page.locator("h1").filter({ visible: true }).first().waitFor();
  await page.waitForFunction(() => document.querySelector("[aria-busy=true], .animate-skeleton") === null);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => undefined)));
  });
}

export const LOOKS = [
  { width: 1440, height: 900, colorScheme: "light" },
  { width: 1440, height: 900, colorScheme: "dark" },
  { width: 390, height: 844, colorScheme: "dark" },
  { width: 390, height: 844, colorScheme: "light" },
] as const;

/**
 * Everything wrong with a screen in both themes at both sizes. The theme changes colours only, so in the dark the
 * rules about colours are asked and in the light all of them.
 */
export async function lookAt(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  for (const { width, height, colorScheme } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height });
    await settle(page);
    await fromItsTop(page);
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
    const look = `${width} ${colorScheme}`;
    const only: axe.RunOnly = colorScheme === "light" ? { type: "tag", values: RULES } : { type: "rule", values: ["color-contrast", "link-in-text-block"] };
    wrong.push(...(await faults(page, only)).map((fault) => `${look} ${fault}`));
    const over = await sideways(page);
    if (over > 0) wrong.push(`${look} scrolls ${over} px sideways`);
  }
  return wrong;
}

/** How many times Tab is pressed before something with this name has the focus; null when it never has. */
export async function tabsTo(page: Page, name: RegExp, max: number): Promise<number | null> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let count = 1; count <= max; count += 1) {
    await page.keyboard.press("Tab");
    const held = await page.evaluate(() => {
      const one = document.activeElement;
      return one === null ? "" : (one.getAttribute("aria-label") ?? one.textContent ?? "");
    });
    if (name.test(held.trim())) return count;
  }
  return null;
}
