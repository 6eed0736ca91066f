/**
 * The second click of a double-click means what the first one meant. Where the first closed a dialog or took a row away,
 * the second would press whatever came under the pointer: that click is for nobody.
 */
export function guardDoubleClicks(page: Window = window): () => void {
  let pressed = new Set<EventTarget>();
  function begin(event: MouseEvent): void {
    if (event.detail <= 1) pressed = new Set();
  }
  function judge(event: MouseEvent): void {
    const target = controlOf(event.target);
    if (target === null) return;
    // A label passes its click on to its field, so one click may press two things.
    if (event.detail <= 1) pressed.add(target);
    else if (!pressed.has(target)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }
  page.addEventListener("mousedown", begin, true);
  page.addEventListener("click", judge, true);
  return () => {
    page.removeEventListener("mousedown", begin, true);
    page.removeEventListener("click", judge, true);
  };
}

/** What a click there presses; the veil of a dialog counts, text does not. */
function controlOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest("a, button, input, select, textarea, label, summary, dialog, [role]") : null;
}
