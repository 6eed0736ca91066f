import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { Button } from "@/ui/button";

export interface LongTextProps {
  text: string;
  className?: string;
  /** How the text itself looks; a note when nothing is said. */
  textClassName?: string;
  /** After how many lines it folds. */
  lines?: keyof typeof CLAMPS;
}

const CLAMPS = { 2: "line-clamp-2", 3: "line-clamp-3", 6: "line-clamp-6", 10: "line-clamp-10" };

/**
 * A text of a visit that was written already, or why the animal comes. Long ones are folded, so that what comes after stays within reach; whether
 * it is long is measured, for that differs with the width. On paper all of it stands.
 */
export function LongText({ text, className, textClassName = "type-note", lines = 10 }: LongTextProps) {
  const { t } = useTranslation("records");
  const id = useId();
  const element = useRef<HTMLParagraphElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isLong, setLong] = useState(false);
  const measure = (): void => {
    const at = element.current;
    // Open there is nothing to measure it by: it stays as long as it was.
    if (at && !isOpen) setLong(at.scrollHeight > at.clientHeight + 1);
  };
  useLayoutEffect(measure, [text, isOpen]);
  useEffect(() => {
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  });
  return (
    <div className={className}>
      <p ref={element} id={id} className={cn("whitespace-pre-wrap [overflow-wrap:anywhere]", textClassName, !isOpen && [CLAMPS[lines], "print:line-clamp-none"])}>{text}</p>
      {isLong && <Button tone="link" className="mt-1 print:hidden" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>{t(isOpen ? "text.less" : "text.all")}</Button>}
    </div>
  );
}
