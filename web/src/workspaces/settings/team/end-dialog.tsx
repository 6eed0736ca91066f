import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Member } from "@/api/types";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";

/** Ending a membership can't be undone by a click, so it is asked first and says what follows. */
export function EndDialog({ member, onEnd, onClose }: { member: Member; onEnd: (member: Member) => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation("w-settings");
  const problemText = useProblemText("w-settings");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = `${member.first_name} ${member.last_name}`;
  const end = (): void => {
    setBusy(true);
    onEnd(member).catch((error: unknown) => {
      setProblem(problemText(error));
      setBusy(false);
    });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      closeLabel={t("common:action.close")}
      title={t("member.endAsk", { name })}
      footer={<><Button tone="bare" onClick={onClose}>{t("common:action.cancel")}</Button><Button tone="danger" isBusy={isBusy} onClick={end}>{t("member.end")}</Button></>}
    >
      {problem !== null && <Note tone="red" role="alert" className="mb-3">{problem}</Note>}
      <p>{t("member.endText", { name: member.first_name })}</p>
    </Dialog>
  );
}
