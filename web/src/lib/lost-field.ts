import { isTyping } from "./keys";

/** Whoever pauses this long has looked up from the keys. */
const PAUSE_MS = 1000;

const ONLY_HOLD: ReadonlySet<string> = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

/** A text field, as against a menu or a list, whose keys choose and close it. */
function textField(target: EventTarget | null): Element | null {
  return target instanceof Element && isTyping(target) && !(target instanceof HTMLSelectElement) && target.closest("[role=menu], [role=listbox]") === null ? target : null;
}

/** With this key the person goes out of the field, or on, themselves. */
function isLeaving({ key, ctrlKey, metaKey }: KeyboardEvent, field: Element): boolean {
  return key === "Tab" || key === "Escape" || (key === "Enter" && (ctrlKey || metaKey || !field.matches("textarea, [contenteditable]")));
}

/** What came onto the page while somebody was typing: a question of the page, not what they were on their way to. */
function watchNews(): { begin: () => void; end: () => void; has: (target: EventTarget | null) => boolean; stop: () => void } {
  let isOn = false;
  let fresh = new WeakSet<Node>();
  const observer = new MutationObserver((changes) => {
    if (isOn) for (const { addedNodes } of changes) addedNodes.forEach((node) => fresh.add(node));
  });
  observer.observe(document, { childList: true, subtree: true });
  const end = (): void => {
    isOn = false;
    fresh = new WeakSet();
  };
  return {
    begin: () => {
      end();
      isOn = true;
    },
    end,
    has: (target) => {
      for (let at = target instanceof Node ? target : null; at !== null; at = at.parentNode) if (fresh.has(at)) return true;
      return false;
    },
    stop: () => observer.disconnect(),
  };
}

/** A letter, a digit or a space, as against Enter and what goes elsewhere. */
const isText = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => key.length === 1 && !ctrlKey && !metaKey;

/**
 * A field can go from under typing hands, because a colleague signed or a question came. What is still typed was meant
 * for that field: these keys are for nobody, until whoever types pauses or points at something. Nor does typing on press
 * what only just came in the way of Tab; Enter does.
 */
export function guardTypingHands(page: Window = window): () => void {
  let field: Element | null = null;
  let isHeld = false;
  let lastAt = 0;
  const news = watchNews();
  function judge(event: KeyboardEvent): void {
    if (ONLY_HOLD.has(event.key)) return;
    const isPaused = event.timeStamp - lastAt >= PAUSE_MS;
    lastAt = event.timeStamp;
    const now = textField(event.target);
    if (now !== null) {
      field = isLeaving(event, now) ? null : now;
      isHeld = false;
      if (field !== null) news.begin();
      return;
    }
    if (isPaused) news.end();
    // The last key went into a text, and nobody left that field by a key or the pointer since.
    isHeld = !isPaused && (isHeld || field !== null || (isText(event) && !isTyping(event.target) && news.has(event.target)));
    field = null;
    if (!isHeld) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  function point(): void {
    field = null;
    isHeld = false;
    news.end();
  }
  page.addEventListener("keydown", judge, true);
  page.addEventListener("pointerdown", point, true);
  return () => {
    news.stop();
    page.removeEventListener("keydown", judge, true);
    page.removeEventListener("pointerdown", point, true);
  };
}
