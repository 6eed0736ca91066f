import { useDraft, type Draft } from "@/lib/use-draft";

import { useMe } from "./session";

/** What is typed in a dialog, kept for whoever types until it is sent or given up: `close` is for both. `of` names the dialog and its thing. */
export function useDialogDraft<T>(of: string, initial: T, onClose: () => void): Draft<T> & { close: () => void } {
  const draft = useDraft(`${of}.${useMe().id}`, initial);
  const close = (): void => {
    draft.clear();
    onClose();
  };
  return { ...draft, close };
}
