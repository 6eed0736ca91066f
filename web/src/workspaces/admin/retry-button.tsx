import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";

export interface RetryButtonProps {
  /** Which thing, for those who do not see the line it stands in. */
  label: string;
  /** Said when it has begun anew. */
  done: string;
  run: () => Promise<void>;
}

/** Tries anew what failed for good, and asks again how the platform stands, whatever came of it. */
export function RetryButton({ label, done, run }: RetryButtonProps) {
  const { t } = useTranslation("w-admin");
  const queries = useQueryClient();
  const problemText = useProblemText("w-admin");
  const [isBusy, setBusy] = useState(false);
  const retry = (): void => {
    setBusy(true);
    run()
      .then(() => toast.done(done), (error: unknown) => toast.failed(problemText(error), retry))
      .finally(() => {
        setBusy(false);
        void queries.invalidateQueries({ queryKey: ["platform"] });
      });
  };
  return <Button size="s" isBusy={isBusy} aria-label={label} onClick={retry}>{t("common:action.retry")}</Button>;
}
