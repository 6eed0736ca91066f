import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Member } from "@/api/types";
import { profileQuery } from "@/features/appointments/api";
import { useMay } from "@/features/identity/session";
import { resourcesQuery } from "@/features/settings/api";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";

import { DisplacedNote, useDisplaced } from "../displaced";

/** Ending a membership can't be undone by a click, so it is asked first and says what follows and who would be left standing. */
export function EndDialog({ member, onEnd, onClose }: { member: Member; onEnd: (member: Member) => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const problemText = useProblemText("w-settings");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const maySee = useMay(slug, "schedule.read");
  const resources = useQuery({ ...resourcesQuery(slug), enabled: maySee });
  const profile = useQuery({ ...profileQuery(slug), enabled: maySee });
  const isLooking = maySee && (resources.isPending || profile.isPending);
  const column = resources.data?.find((one) => one.user_id === member.user_id);
  const displaced = useDisplaced(column ? { leaving: column.id } : null);
  const name = `${member.first_name} ${member.last_name}`;
  const end = async (): Promise<void> => {
    setBusy(true);
    try {
      if (await displaced.mayGoOn()) return await onEnd(member);
    } catch (error) {
      setProblem(problemText(error));
    }
    setBusy(false);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      closeLabel={t("common:action.close")}
      title={t("member.endAsk", { name })}
      footer={<><Button tone="bare" onClick={onClose}>{t("common:action.cancel")}</Button><Button tone="danger" isBusy={isBusy} disabled={isBusy || isLooking} onClick={() => void end()}>{t(displaced.isTold ? "member.endAnyway" : "member.end")}</Button></>}
    >
      {problem !== null && <Note tone="red" role="alert" className="mb-3">{problem}</Note>}
      <p>{t("member.endText", { name: member.first_name })}</p>
      {column && profile.data && <DisplacedNote state={displaced} zone={profile.data.zone} because="gone" vetId={column.id} className="mt-4" />}
    </Dialog>
  );
}
