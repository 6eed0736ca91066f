import { useEffect } from "react";

/** Names the browser's tab, which is also what a screen reader says first after a move. Null until the name is known. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = `${title} · VetSync`;
  }, [title]);
}
