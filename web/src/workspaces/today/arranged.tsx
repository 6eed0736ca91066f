import { LayoutGrid } from "lucide-react";
import { Fragment, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useLayout } from "@/features/layout/use-layout";
import { cn } from "@/lib/cn";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";

import { arrangedBy, partOf, type Arrangement, type Block } from "./arrange";
import { Arranging } from "./arranging";

export interface ArrangedProps {
  slug: string;
  /** How it stands for everybody of the role. */
  usual: Arrangement;
  content: Readonly<Record<Block, ReactNode>>;
}

/** The blocks of the day where the person wants them; arranging them is a state of its own, in which nothing else can be pressed by mistake. */
export function Arranged({ slug, usual, content }: ArrangedProps) {
  const { t } = useTranslation("w-today");
  const { parts, change } = useLayout(slug, "today");
  const kept = parts["blocks"];
  const arrangement = arrangedBy(kept, usual);
  const [before, setBefore] = useState<{ blocks: typeof kept } | null>(null);
  const put = (next: typeof kept): void => change({ blocks: next ?? null });
  const end = (): void => {
    const was = before?.blocks;
    setBefore(null);
    if (JSON.stringify(was) !== JSON.stringify(kept)) toast.done(t("arrange.kept"), () => put(was));
  };
  const reset = (): void => {
    setBefore(null);
    put(undefined);
    toast.done(t("common:layout.reset"), () => put(kept));
  };
  if (before) return <Arranging {...{ arrangement, content }} onChange={(next) => put(partOf(next))} onEnd={end} onReset={kept ? reset : undefined} />;
  const isWide = arrangement.columns.every((column) => column.length > 0);
  return (
    <>
      <div className={cn("grid items-start gap-x-7 gap-y-6", isWide && "tablet:grid-cols-2")}>
        {arrangement.columns.map((blocks, index) => (
          <div key={index} className="contents min-w-0 flex-col gap-5 tablet:flex tablet:empty:hidden">
            {blocks.map((block) => <Fragment key={block}>{content[block]}</Fragment>)}
          </div>
        ))}
      </div>
      <Button tone="bare" size="s" className="mt-auto self-end text-ink-3 max-tablet:hidden" icon={<LayoutGrid size={14} aria-hidden="true" />} onClick={() => setBefore({ blocks: kept })}>{t("arrange.begin")}</Button>
    </>
  );
}
