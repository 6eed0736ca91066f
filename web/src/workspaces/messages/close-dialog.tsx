import { useTranslation } from "react-i18next";

import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

export interface CloseDialogProps {
  name: string;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asked when a message came that nobody has read: closing would put it out of sight. */
export function CloseDialog({ name, onClose, onConfirm }: CloseDialogProps) {
  const { t } = useTranslation("w-messages");
  return (
    <Dialog
      isOpen
      size="s"
      onClose={onClose}
      closeLabel={t("common:action.close")}
      title={t("unreadClose.title", { name })}
      footer={<><Button tone="bare" onClick={onConfirm}>{t("unreadClose.anyway")}</Button><Button tone="main" onClick={onClose}>{t("unreadClose.read")}</Button></>}
    >
      {t("unreadClose.text")}
    </Dialog>
  );
}
