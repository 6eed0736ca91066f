import { useEffect, useImperativeHandle, useRef, type FocusEvent, type FormEvent, type ReactNode, type Ref, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import type { AskedCommand, FindAnswer } from "@/api/types";
import { Button } from "@/ui/button";

/** What Enter in the line does with the form beside it. */
export interface FormHandle {
  /** Does what the form says, or goes to the first thing it still asks for. */
  submit: () => void;
}

export interface CommandFormProps {
  command: AskedCommand;
  answer: FindAnswer;
  onDone: () => void;
  handle: Ref<FormHandle>;
}

export interface AskFormProps {
  title: ReactNode;
  /** What the button says: exactly what will be done. */
  submitText: string;
  /** False while something is missing: the button is off and Enter goes to what is asked. */
  isReady: boolean;
  isBusy?: boolean;
  onSubmit: () => void;
  handle: Ref<FormHandle>;
  children: ReactNode;
  /** Left out where the form only leads somewhere. */
  promise?: string;
  tone?: "go" | "main" | "danger";
  aside?: ReactNode;
}

const ASKED = "[data-missing] input:not([disabled]), [data-missing] select, [data-missing] button, [data-missing] textarea";

/** What a line was understood as, in parts that can each be put right, with the one button that Enter presses. */
export function AskForm({ title, submitText, isReady, isBusy = false, onSubmit, handle, children, promise, tone = "go", aside }: AskFormProps) {
  const { t } = useTranslation("ask-bar");
  const form = useRef<HTMLFormElement>(null);
  const submit = (): void => {
    if (isReady && !isBusy) onSubmit();
    else form.current?.querySelector<HTMLElement>(ASKED)?.focus();
  };
  useImperativeHandle(handle, () => ({ submit }));
  const keepFocus = useFocusKept(form);
  return (
    <form ref={form} {...keepFocus} aria-label={t("understood")} noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); submit(); }} className="flex min-h-0 w-[min(540px,calc(100vw-452px))] flex-none flex-col max-tablet:max-h-[62dvh] max-tablet:w-full max-tablet:border-b max-tablet:border-line">
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-6 pt-5 pb-4 max-tablet:px-4 max-tablet:pt-1">
        <h2 className="type-h1 text-balance">{title}</h2>
        {children}
      </div>
      <div className="flex flex-none flex-wrap items-center gap-2 px-6 pt-2 pb-4 max-tablet:px-4">
        <Button type="submit" tone={tone} keyCap="↵" disabled={!isReady || isBusy} isBusy={isBusy} className="max-w-full"><span className="truncate">{submitText}</span></Button>
        <span className="max-tablet:hidden">{aside}</span>
        <span className="type-small ml-auto text-ink-3 max-tablet:hidden">{promise ?? t("promise")}</span>
      </div>
    </form>
  );
}

/** What was chosen from is gone with the choice: the focus goes back to the line, where Enter does what the form says now. */
function useFocusKept(form: RefObject<HTMLFormElement | null>) {
  const isInside = useRef(false);
  useEffect(() => {
    if (!isInside.current || document.activeElement !== document.body) return;
    isInside.current = false;
    form.current?.closest("[data-ask]")?.querySelector<HTMLElement>("[role=search] input")?.focus();
  });
  return {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: (event: FocusEvent) => {
      if (event.relatedTarget instanceof Node) isInside.current = form.current?.contains(event.relatedTarget) ?? false;
    },
  };
}

/** A part of the form; one that is still asked for is marked, and Enter goes there. */
export function Part({ label, isMissing = false, children }: { label: string; isMissing?: boolean; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} data-missing={isMissing || undefined} className="flex min-w-0 flex-col gap-[5px]">
      <p aria-hidden="true" className="type-label text-ink-2">{label}</p>
      {children}
    </div>
  );
}
