import { X } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";

import { cn } from "@/lib/cn";

import { IconButton } from "./button";

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** The buttons, primary one last. */
  footer?: ReactNode;
  closeLabel: string;
  size?: "s" | "m" | "l";
}

const SIZES = { s: "w-[400px]", m: "w-[560px]", l: "w-[820px]" };

/** The browser's own modal dialog: it keeps the focus, makes the page behind it inert and closes on Esc. */
export function Dialog({ isOpen, onClose, title, children, footer, closeLabel, size = "m" }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (isOpen && !dialog.open) {
      dialog.showModal();
      // The browser would take the close button; whoever opens a form wants to type in it.
      dialog.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select")?.focus();
    }
    if (!isOpen && dialog.open) dialog.close();
  }, [isOpen]);
  return (
    // A click on the veil closes; the keyboard has Esc and the close button for the same.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
      className={cn(
        "m-auto max-h-[calc(100dvh-32px)] max-w-[calc(100vw-24px)] overflow-visible rounded-sheet bg-raised p-0 text-ink shadow-3 backdrop:bg-veil open:animate-rise",
        SIZES[size],
      )}
    >
      {isOpen && (
        <div className="flex max-h-[calc(100dvh-32px)] flex-col">
          <header className="flex items-start justify-between gap-4 px-6 pt-5">
            <h2 id={titleId} className="type-h2">{title}</h2>
            <IconButton label={closeLabel} onClick={onClose} className="-mr-2"><X size={16} aria-hidden="true" /></IconButton>
          </header>
          <div className="min-h-0 overflow-y-auto px-6 pt-2 pb-5 text-ink-2">{children}</div>
          {footer && <footer className="flex flex-wrap justify-end gap-2 px-6 pb-5">{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
