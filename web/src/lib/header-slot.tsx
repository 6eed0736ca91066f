import { useLayoutEffect, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";

export const HEADER_SLOT = "owner-header-slot";

/** Puts something into the owners' top bar, between the name and the menu. On a phone that bar is not there. */
export function HeaderSlot({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    // The bar is part of the shell around this screen: it exists only after the first paint of both.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setPlace(document.getElementById(HEADER_SLOT));
  }, []);
  return place ? createPortal(children, place) : null;
}
