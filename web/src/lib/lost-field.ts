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

/**
 * A field can go from under typing hands, because a colleague signed or a question came. What is still typed was meant
 * for that field: these keys are for nobody, until whoever types pauses or points at something.
 */
export function guardTypingHands(page: Window = window): () => void {
  let field: Element | null = null;
  let isHeld = false;
  let lastAt = 0;
  function judge(event: KeyboardEvent): void {
    if (ONLY_HOLD.has(event.key)) return;
    const isPaused = event.timeStamp - lastAt >= PAUSE_MS;
    lastAt = event.timeStamp;
    const now = textField(event.target);
    if (now !== null) {
      field = isLeaving(event, now) ? null : now;
      isHeld = false;
      return;
    }
    // The last key went into a text, and nobody left that field by a key or the pointer since.
    isHeld = !isPaused && (isHeld || field !== null);
    field = null;
    if (!isHeld) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  function point(): void {
    field = null;
    isHeld = false;
  }
  page.addEventListener("keydown", judge, true);
  page.addEventListener("pointerdown", point, true);
  return () => {
    page.removeEventListener("keydown", judge, true);
    page.removeEventListener("pointerdown", point, true);
  };
}
