import { useTranslation } from "react-i18next";

import { Loading, Skeleton } from "@/ui/states";

/** The boxes of a list of people that is on its way. */
export function LinesLoading() {
  const { t } = useTranslation("w-settings");
  return (
    <Loading label={t("common:state.loading")}>
      {[40, 52, 44, 48].map((width) => (
        <div key={width} className="flex items-center gap-3 py-2.5">
          <Skeleton className="size-8 rounded-full" />
          <span className="flex flex-1 flex-col gap-2"><Skeleton className="w-40" /><Skeleton className="w-56" /></span>
          <Skeleton className="h-8 w-40" />
        </div>
      ))}
    </Loading>
  );
}
