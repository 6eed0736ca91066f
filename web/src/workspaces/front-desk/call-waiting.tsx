import { ListPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { WaitlistDialog, type WaitlistDialogProps } from "@/features/appointments/waitlist-dialog";
import { Button } from "@/ui/button";

/** For who cannot come at any time that is free: they are asked once something is. */
export function CallWaiting(props: Omit<WaitlistDialogProps, "onClose" | "entry">) {
  const { t } = useTranslation("appointments");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button tone="bare" size="s" icon={<ListPlus size={15} />} className="-mt-1.5 -ml-2 self-start" onClick={() => setOpen(true)}>{t("waitlist.add")}</Button>
      {isOpen && <WaitlistDialog {...props} onDone={() => { setOpen(false); props.onDone(); }} onClose={() => setOpen(false)} />}
    </>
  );
}
