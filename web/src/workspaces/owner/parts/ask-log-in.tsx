import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

export interface AskLogInProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  text: string;
  /** Where the person comes back to. */
  next: string;
}

/** Asks a stranger to log in for what is kept with an account, without losing the place they are at. */
export function AskLogIn({ isOpen, onClose, title, text, next }: AskLogInProps) {
  const { t } = useTranslation(["w-owner", "common"]);
  const search = `?next=${encodeURIComponent(next)}`;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      size="s"
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button asChild size="l"><Link to={`/register${search}`}>{t("ask.register")}</Link></Button>
          <Button asChild size="l" tone="main"><Link to={`/login${search}`}>{t("ask.logIn")}</Link></Button>
        </>
      }
    >
      <p className="type-read">{text}</p>
    </Dialog>
  );
}
