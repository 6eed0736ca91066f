import { X } from "lucide-react";
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

import { IconButton } from "./button";
import { useOpenDialog } from "./open-dialogs";

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** The buttons, primary one last. */
  footer?: ReactNode;
  closeLabel: string;
  size?: "s" | "m" | "l";
  /** Words that were typed before it came, and that its question still holds. */
  hasWords?: boolean;
}

const SIZES = { s: "w-[400px]", m: "w-[560px]", l: "w-[820px]" };

type Typed = HTMLInputElement | HTMLTextAreaElement;

/** Fields that hold a person's own words: a search or a choice is quickly made again. */
function isProse(target: EventTarget): target is Typed {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && ["text", "email", "tel", "url", "number"].includes(target.type) && target.role !== "combobox";
}

/** What was typed since the dialog opened. Esc and the veil must not throw it away: only the buttons close then, and it says so. */
function useTyped(isBegun: boolean) {
  const fields = useRef(new Set<Typed>());
  const [isKept, setKept] = useState(false);
  return {
    isKept,
    forget: () => {
      fields.current.clear();
      setKept(false);
    },
    note: (event: FormEvent) => {
      if (isProse(event.target)) fields.current.add(event.target);
    },
    keeps: () => {
      const hasWords = isBegun || [...fields.current].some((field) => field.isConnected && field.value.trim() !== "");
      if (hasWords) setKept(true);
      return hasWords;
    },
  };
}

/**
 * The browser's own modal dialog: it keeps the focus, makes the page behind it inert and closes on Esc, unless something
 * was typed in it.
 */
export function Dialog({ isOpen, onClose, title, children, footer, closeLabel, size = "m", hasWords = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { t } = useTranslation("common");
  const typed = useTyped(hasWords);
  useOpenDialog(isOpen);
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
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={() => { typed.forget(); onClose(); }}
      onInput={typed.note}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented && typed.keeps()) event.preventDefault();
      }}
      onClick={(event) => {
        if (event.target === element.current && !typed.keeps()) onClose();
      }}
      className={cn(
        "m-auto max-h-[calc(100dvh-32px)] max-w-[calc(100vw-24px)] overflow-visible rounded-sheet bg-raised p-0 text-ink shadow-3 backdrop:bg-veil open:animate-rise",
        SIZES[size],
      )}
    >
      {isOpen && (
        <div className="flex max-h-[calc(100dvh-32px)] flex-col">
          <div className="flex items-start justify-between gap-4 px-6 pt-5">
            <h2 id={titleId} className="type-h2">{title}</h2>
            <IconButton label={closeLabel} onClick={onClose} className="-mr-2"><X size={16} aria-hidden="true" /></IconButton>
          </div>
          <div className="min-h-0 overflow-y-auto px-6 pt-2 pb-5 text-ink-2">{children}</div>
          {typed.isKept && <p role="status" className="type-small px-6 pb-3 text-ink-2">{t("state.typedKept", { close: closeLabel })}</p>}
          {footer && <div className="flex flex-wrap justify-end gap-2 px-6 pb-5">{footer}</div>}
        </div>
      )}
    </dialog>
  );
}
