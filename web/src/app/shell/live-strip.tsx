import { useTranslation } from "react-i18next";

import { useIsLive } from "@/app/realtime";
import { cn } from "@/lib/cn";

/** The place for what the server pushes. Until something comes it says only that the line is open. */
export function LiveStrip() {
  const { t } = useTranslation("shell");
  const isLive = useIsLive();
  return (
    <section aria-label={t("live.title")} className="mt-auto flex min-h-0 flex-col pt-3.5">
      <h2 className="flex items-center gap-[7px] px-2 pt-1 pb-1.5 font-sans text-[12px] leading-4 font-semibold tracking-normal text-ink-2">
        <span aria-hidden="true" className={cn("size-[7px] rounded-full", isLive ? "bg-green" : "shadow-[inset_0_0_0_1.5px_var(--slate)]")} />
        {t("live.title")}
        <span className="sr-only">: {isLive ? t("live.connected") : t("live.waiting")}</span>
      </h2>
      <p aria-live="polite" className="type-small px-2 text-ink-3">{isLive ? t("live.calm") : t("live.waiting")}</p>
    </section>
  );
}

/** The strip in one line, where a tablet or phone has no room beside the canvas. */
export function LiveLine() {
  const { t } = useTranslation("shell");
  const isLive = useIsLive();
  return (
    <span className="flex items-center gap-[7px]">
      <span aria-hidden="true" className={cn("size-[7px] flex-none rounded-full", isLive ? "bg-green" : "shadow-[inset_0_0_0_1.5px_var(--slate)]")} />
      {isLive ? t("live.calm") : t("live.waiting")}
    </span>
  );
}
