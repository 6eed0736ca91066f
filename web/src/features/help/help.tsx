import { CircleHelp } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { isDialogOpen, isTyping, useWindowKeys } from "@/lib/keys";
import type { PracticeMap } from "@/lib/map";
import { IconButton } from "@/ui/button";

const HelpDialog = lazy(async () => ({ default: (await import("./help-dialog")).HelpDialog }));

/** Help with the screen that is shown: the question mark, on the keyboard and at the top of the page. */
export function Help({ map }: { map: PracticeMap }) {
  const { t } = useTranslation("shell");
  const [isOpen, setOpen] = useState(false);
  useWindowKeys((event) => {
    if (event.defaultPrevented || event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isDialogOpen() || isTyping(event.target)) return;
    event.preventDefault();
    setOpen(true);
  });
  return (
    <>
      <IconButton label={t("help")} aria-keyshortcuts="?" onClick={() => setOpen(true)} className="text-ink-2 max-desk:size-11"><CircleHelp size={16} /></IconButton>
      {isOpen && <Suspense><HelpDialog map={map} onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
