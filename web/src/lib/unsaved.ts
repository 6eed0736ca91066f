import { DRAFT_PREFIX } from "./use-draft";

function says(value: unknown): boolean {
  if (typeof value === "string") return value.trim() !== "";
  if (typeof value !== "object" || value === null) return false;
  // Of fields that stand already, an emptied one is a change too.
  if ("typed" in value) return Object.keys(value.typed ?? {}).length > 0;
  return Object.values(value).some(says);
}

/** Whether this browser keeps words of this person that the server has not: they are lost when the person logs out. */
export function hasUnsavedWords(personId: string): boolean {
  return Object.keys(localStorage).some((key) => {
    if (!key.startsWith(DRAFT_PREFIX) || !key.includes(personId)) return false;
    try {
      return says(JSON.parse(localStorage.getItem(key) ?? "null"));
    } catch {
      return false;
    }
  });
}
