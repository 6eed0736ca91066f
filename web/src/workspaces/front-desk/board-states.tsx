import { useTranslation } from "react-i18next";

import type { Board } from "@/api/types";
import { inColumns, STAGES, type Column } from "@/features/visits/rules";
import { SegmentedControl } from "@/ui/choices";
import { Loading, Skeleton } from "@/ui/states";
import { VISIT_LOOKS } from "@/ui/status-chain";

/** The board's exact box, before it is known who is on it. */
export function BoardSkeleton({ isPhone }: { isPhone: boolean }) {
  const { t } = useTranslation("common");
  return (
    <Loading label={t("state.loading")} className="flex min-h-0 flex-1 flex-col gap-3">
      <div className="flex flex-col gap-1.5"><Skeleton className="my-1 h-5 w-80 max-w-full" /><Skeleton className="my-1.5 w-96 max-w-full" /></div>
      <div className="grid min-h-[300px] flex-1 gap-2 tablet:grid-cols-[1.2fr_1fr_1.12fr_1.08fr_1fr] wide:grid-cols-[1.22fr_1fr_1.08fr_1.08fr_1.08fr_.72fr]">
        {STAGES.slice(0, isPhone ? 1 : 5).map((stage, index) => (
          <div key={stage} className="flex flex-col gap-1.5 rounded-sheet bg-sunken px-1.5 pt-9">{Array.from({ length: 3 - (index % 3) }, (_, row) => <Skeleton key={row} className="h-[76px] rounded-md" />)}</div>
        ))}
      </div>
    </Loading>
  );
}

/** On a phone one column at a time: each by its picture and how many are in it. */
export function StagePicker({ board, stage, onChange }: { board: Board; stage: Column; onChange: (stage: Column) => void }) {
  const { t } = useTranslation(["w-front-desk", "visits"]);
  const columns = inColumns(board.items);
  const options = STAGES.map((value) => {
    const { icon: Icon } = VISIT_LOOKS[value === "to_pay" ? "checkout" : value];
    const name = t("column", { stage: t(`visits:stage.${value}`), count: columns[value].length });
    return { value, name, label: <><Icon size={16} /><span className="mono">{columns[value].length}</span></> };
  });
  return <SegmentedControl label={t("stages")} size="l" options={options} value={stage} onChange={onChange} className="[&>label]:px-0" />;
}
