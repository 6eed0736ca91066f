import { useTranslation } from "react-i18next";

import { toast, useToasts } from "@/lib/toasts";
import { Toast } from "@/ui/toast";

/** At most three, bottom left above the bar. The list is always there, so that what is added to it is read aloud. */
export function Toaster() {
  const { t } = useTranslation("common");
  const toasts = useToasts();
  const texts = { undo: t("action.undo"), retry: t("action.retry"), dismiss: t("action.dismiss"), undoKeys: t("keys.undo") };
  return (
    <ul aria-live="polite" className="fixed bottom-[62px] left-4 z-50 flex w-[min(480px,calc(100vw-32px))] flex-col gap-2 max-tablet:bottom-[88px]">
      {toasts.map((item) => (
        <Toast key={item.id} toast={item} texts={texts} onUndo={() => toast.undo(item.id)} onDismiss={() => toast.dismiss(item.id)} />
      ))}
    </ul>
  );
}
