import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { AskedCommand, Found, FoundKind } from "@/api/types";
import { noteOpened } from "@/features/ask-bar/api";
import { missingOf, offeredCommand } from "@/features/ask-bar/rules";
import { useMembership } from "@/features/identity/session";
import { clientQuery } from "@/features/patients/api";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { withWords } from "@/lib/search-words";
import { toast } from "@/lib/toasts";

import { CommandPane } from "./command-pane";
import { useDestinations } from "./destinations";
import type { FormHandle } from "./forms/form";
import { FoundPane } from "./found-pane";
import { optionsOf, type Option } from "./options";
import { useFind } from "./use-find";

export interface AskKeys {
  onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** One step back inside the panel; false when there is none and it closes. */
  back: () => boolean;
}

export interface AskPanelProps {
  text: string;
  onText: (text: string) => void;
  /** `isDone`: what was asked was done, and the line begins anew. */
  onClose: (isDone?: boolean) => void;
  keys: Ref<AskKeys>;
  /** The id of what Enter takes. */
  onActive: (id: string | null) => void;
  field: RefObject<HTMLInputElement | null>;
}

/** What the line finds, from the bar upwards; nothing moves and nothing is done before Enter or a click. */
export function AskPanel({ text, onText, onClose, keys, onActive, field }: AskPanelProps) {
  const { t } = useTranslation("ask-bar");
  const { slug } = useMap();
  const permissions = useMembership(slug)?.permissions ?? [];
  const [kind, setKind] = useState<FoundKind | null>(null);
  const find = useFind(slug, text, kind);
  const leadsTo = useDestinations();
  // A kind of visit that was chosen asks for its next free time, until another letter is typed.
  const [picked, setPicked] = useState<{ command: AskedCommand; of: string } | null>(null);
  const understood = picked?.of === text ? picked.command : find.answer?.command;
  const command = kind === null ? offeredCommand(understood, permissions) : null;
  const form = useRef<FormHandle>(null);
  const mayRegister = permissions.includes("patients.write") && text.trim() !== "" && (kind === null || kind === "patient" || kind === "client");
  const options = find.answer ? optionsOf(find.answer, { command, kind, leadsTo, mayRegister }) : [];
  const [chosen, setChosen] = useState<{ at: number; of: unknown }>({ at: 0, of: null });
  const at = chosen.of === find.answer ? Math.min(chosen.at, Math.max(0, options.length - 1)) : 0;
  const active = options[at];
  const take = useTaking(text, onClose, () => form.current?.submit(), (type) => setPicked({ command: { intent: "next_free", type_key: type }, of: text }));

  const narrow = (next: FoundKind | null): void => {
    setKind(next);
    field.current?.focus();
  };
  const move = (to: number): void => setChosen({ at: (to + options.length) % Math.max(1, options.length), of: find.answer });
  const onEnter = (event: KeyboardEvent): void => {
    event.preventDefault();
    // What Enter takes must be what is on the screen, and for these words.
    if (find.isBehind) find.hurry();
    else if (active && !event.repeat) take(active);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const isAtEnd = selectionStart === value.length && selectionEnd === value.length;
    const found = active?.found;
    if (event.key === "Enter") onEnter(event);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "End" && isAtEnd && !event.shiftKey) move(options.length - 1);
    else if (event.key === "Home" && at > 0 && !event.shiftKey) {
      event.preventDefault();
      move(0);
    } else if (event.key === "Tab" && !event.shiftKey && kind === null && found && text.trim() !== "") {
      event.preventDefault();
      narrow(found.kind);
    } else if (event.key === "Backspace" && value === "" && kind !== null) narrow(null);
  };
  const back = (): boolean => {
    if (kind !== null) setKind(null);
    return kind !== null;
  };
  useImperativeHandle(keys, () => ({ onKey, back }));
  const activeId = active?.domId ?? null;
  useEffect(() => onActive(activeId), [onActive, activeId]);

  return (
    <div className="absolute bottom-full left-2 z-10 mb-2 flex h-[min(600px,calc(100dvh-112px))] max-w-[calc(100vw-16px)] overflow-hidden rounded-sheet bg-raised text-[13px] text-ink shadow-3 animate-rise max-tablet:static max-tablet:m-0 max-tablet:h-auto max-tablet:min-h-0 max-tablet:w-full max-tablet:max-w-none max-tablet:flex-1 max-tablet:flex-col-reverse max-tablet:justify-end max-tablet:rounded-none max-tablet:shadow-none">
      <FoundPane
        {...{ text, kind, options, active, command, find }}
        onKind={narrow}
        onTake={take}
        onPoint={(option) => move(options.indexOf(option))}
        onExample={(example) => { onText(example); field.current?.focus(); }}
      />
      {command && find.answer && (
        <CommandPane key={JSON.stringify(command)} command={command} answer={find.answer} handle={form} onDone={() => onClose(true)} />
      )}
      <p role="status" className="sr-only">{!find.isBehind && find.answer && missingOf(find.answer.command).length === 0 && (options.length === 0 ? t("none.title") : t("count", { count: options.filter(({ found }) => found).length }))}</p>
    </div>
  );
}

/** Goes where a thing is and remembers that it was opened; what could not be reached says so and leaves the line as it is. */
function useTaking(text: string, onClose: (isDone?: boolean) => void, submit: () => void, onType: (key: string) => void): (option: Option) => void {
  const { slug, href } = useMap();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const problemText = useProblemText();
  const go = (to: string, words = ""): void => {
    onClose(true);
    void navigate(to, { viewTransition: true, state: withWords(words) });
  };
  /** A client has no file of their own: it is that of an animal, with the household beside it. */
  const openClient = async (found: Found): Promise<void> => {
    try {
      const { patients } = await queries.fetchQuery(clientQuery(slug, found.id));
      const animal = patients.find(({ state }) => state === "active") ?? patients[0];
      noteOpened(slug, found);
      if (animal) go(href("patient", animal.id) ?? "");
      else go(`${href("patient", "new")}?client=${found.id}`);
    } catch (error) {
      toast.failed(problemText(error));
    }
  };
  return (option) => {
    if (option.kind === "command") submit();
    else if (option.found?.kind === "type") onType(option.found.id);
    else if (option.kind === "register") go(href("patient", "new") ?? "", text.trim());
    else if (option.found?.kind === "client") void openClient(option.found);
    else if (option.found && option.to !== null) {
      noteOpened(slug, option.found);
      go(option.to);
    }
  };
}
