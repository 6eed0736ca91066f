import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useSession } from "@/features/identity/session";
import { Button, IconButton } from "@/ui/button";

import { forgetUnfinished, readUnfinished } from "./unfinished";

/** Whoever made an account in the middle of a booking finds the way back to it. */
export function UnfinishedBooking() {
  const { t } = useTranslation(["w-owner", "common"]);
  const { me } = useSession();
  const [booking, setBooking] = useState(readUnfinished);
  if (!me || !booking) return null;
  const forget = (): void => {
    forgetUnfinished();
    setBooking(null);
  };
  return (
    <div className="flex items-center gap-2 rounded-card bg-selected py-2 pr-1 pl-4">
      <p className="min-w-0 flex-1">{t("unfinished.text", { name: booking.practice })}</p>
      <Button asChild size="l"><Link to={booking.href} onClick={forgetUnfinished}>{t("unfinished.go")}</Link></Button>
      <IconButton size="l" label={t("common:action.dismiss")} onClick={forget}><X size={16} aria-hidden="true" /></IconButton>
    </div>
  );
}
