import { useTranslation } from "react-i18next";

import { Button } from "@/ui/button";
import { ErrorState, Loading, Skeleton } from "@/ui/states";

export function RowsLoading({ rows = 8 }: { rows?: number }) {
  const { t } = useTranslation("w-admin");
  return (
    <Loading label={t("common:state.loading")} className="flex flex-col">
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="flex items-center gap-6 border-t border-line py-3 first:border-t-0"><Skeleton className="w-48" /><Skeleton className="w-64 max-tablet:hidden" /><Skeleton className="ml-auto w-20" /></span>
      ))}
    </Loading>
  );
}

export function ListFailed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation("w-admin");
  return (
    <ErrorState title={t("failed.title")} action={<Button onClick={onRetry}>{t("common:action.retry")}</Button>}>{t("failed.text")}</ErrorState>
  );
}

/** The next page of a list, by a button: nothing is fetched that nobody asked for. */
export function MoreButton({ query }: { query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  const { t } = useTranslation("w-admin");
  if (!query.hasNextPage) return null;
  return <Button className="mt-3" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t("more")}</Button>;
}
