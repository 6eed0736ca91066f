import { useRef } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";

import { toast, useToasts } from "@/lib/toasts";
import { Toast } from "@/ui/toast";

import { useFreePlace } from "./free-place";

export interface ToasterProps {
  /** The bar of the shell around the screen; without one the toasts float. */
  bar: HTMLElement | null;
}

/** At most three. The list is always there, so that what is added to it is read aloud. */
export function Toaster({ bar }: ToasterProps) {
  return bar ? createPortal(<ul aria-live="polite" data-toasts className="flex flex-col gap-1.5 py-1.5 empty:hidden desk:flex-row"><Toasts isInBar /></ul>, bar) : <FloatingToasts />;
}

/** On screens that scroll as a whole, where the least is in the way. */
function FloatingToasts() {
  const list = useRef<HTMLUListElement>(null);
  useFreePlace(list, useToasts());
  return (
    <ul ref={list} aria-live="polite" data-toasts className="fixed bottom-4 left-4 z-50 flex h-max w-[min(344px,calc(100vw-32px))] flex-col gap-2">
      <Toasts />
    </ul>
  );
}

function Toasts({ isInBar = false }: { isInBar?: boolean }) {
  const { t } = useTranslation("common");
  const texts = { undo: t("action.undo"), retry: t("action.retry"), dismiss: t("action.dismiss"), undoKeys: t("keys.undo") };
  return useToasts().map((item) => (
    <Toast key={item.id} toast={item} texts={texts} isInBar={isInBar} onUndo={() => toast.undo(item.id)} onDismiss={() => toast.dismiss(item.id)} />
  ));
}
