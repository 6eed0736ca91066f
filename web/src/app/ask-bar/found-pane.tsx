import { CornerDownLeft, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { AskedCommand, FoundKind } from "@/api/types";
import { missingOf, saysWhen } from "@/features/ask-bar/rules";
import { useProblemText, useSearchRefusal } from "@/lib/problems";
import { Button } from "@/ui/button";
import { KeyCap } from "@/ui/key-cap";
import { ErrorState, Loading, Skeleton } from "@/ui/states";
import { Chip } from "@/ui/tag";

import { FoundLine } from "./found-line";
import { FoundRow } from "./found-row";
import { Missing } from "./missing";
import { dayAsked, type Option } from "./options";
import type { useFind } from "./use-find";

export interface FoundPaneProps {
  text: string;
  kind: FoundKind | null;
  options: readonly Option[];
  active: Option | undefined;
  command: AskedCommand | null;
  find: ReturnType<typeof useFind>;
  onKind: (kind: FoundKind | null) => void;
  onTake: (option: Option) => void;
  onPoint: (option: Option) => void;
  onExample: (text: string) => void;
}

/** Everything that was found, by kind, in the place that does not move while typing goes on. */
export function FoundPane(props: FoundPaneProps) {
  const { t } = useTranslation("ask-bar");
  const { text, options } = props;
  const hasKeys = options.length > 0;
  const isEmpty = text.trim() === "";
  return (
    <div className="flex w-[420px] flex-none flex-col bg-sunken max-tablet:min-h-0 max-tablet:w-full max-tablet:flex-1 max-tablet:bg-transparent">
      <Kinds {...props} />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2">
        <Body {...props} />
      </div>
      <p aria-hidden="true" className="type-small flex flex-none items-center gap-3 px-4 py-2.5 text-ink-3 max-tablet:hidden">
        {hasKeys && <span className="flex items-center gap-1"><KeyCap className="bg-surface">↑</KeyCap><KeyCap className="bg-surface">↓</KeyCap> {t("keys.choose")}</span>}
        {!isEmpty && hasKeys && <span className="flex items-center gap-1"><KeyCap className="bg-surface">Tab</KeyCap> {t("keys.kind")}</span>}
        {hasKeys && <span className="flex items-center gap-1"><KeyCap className="bg-surface">↵</KeyCap> {t("keys.open")}</span>}
      </p>
    </div>
  );
}

/** The kinds that were found, each of which can be looked at alone. */
function Kinds({ text, kind, options, find, onKind }: FoundPaneProps) {
  const { t } = useTranslation("ask-bar");
  const countOf = (one: FoundKind): string => {
    const count = options.filter(({ found }) => found?.kind === one).length;
    return find.answer?.groups.find((group) => group.kind === one)?.has_more ? `${count}+` : String(count);
  };
  const kinds = [...new Set(options.flatMap(({ found }) => (found ? [found.kind] : [])))];
  if (text.trim() === "") return <p className="type-label flex h-11 flex-none items-end px-4 pb-1.5 text-ink-2">{options.length > 0 ? t("recent") : t("examples.title")}</p>;
  return (
    <div role="group" aria-label={t("kinds")} className="flex h-11 flex-none items-center gap-1 overflow-x-auto px-3 [scrollbar-width:none]">
      <Chip isOn={kind === null} onToggle={() => onKind(null)}>{t("all")}</Chip>
      {(kind === null ? kinds : [kind]).map((one) => <Chip key={one} isOn={kind === one} onToggle={() => onKind(kind === one ? null : one)}>{t(`kind.${one}`)} <span className="mono">{countOf(one)}</span></Chip>)}
    </div>
  );
}

function Body(props: FoundPaneProps) {
  const { t } = useTranslation(["ask-bar", "common"]);
  const { text, options, find, command, onExample } = props;
  const problemText = useProblemText("ask-bar");
  const refusal = useSearchRefusal();
  if (find.error) {
    return <ErrorState className="m-1" title={refusal(find.error) ?? problemText(find.error)} action={<Button onClick={find.again}>{t("common:action.retry")}</Button>} />;
  }
  if (!find.answer) return <Loading label={t("common:state.loading")} className="flex flex-col gap-1 p-1">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-11" />)}</Loading>;
  if (text.trim() === "" && options.length === 0) return <Examples onExample={onExample} />;
  const missing = missingOf(find.answer.command);
  const isNobody = missing.length === 0 && !options.some(({ kind }) => kind !== "register");
  return (
    <>
      {!saysWhen(command) && <Missing missing={missing} className="mx-1 mt-1" />}
      {isNobody && !find.isBehind && <div className="px-2 pt-2 pb-3"><p className="type-h3">{t("none.title")}</p><p className="text-ink-2">{t("none.text")}</p></div>}
      {options.length > 0 && <List {...props} />}
    </>
  );
}

const EXAMPLES = ["find", "book", "weight", "free", "client", "place"] as const;

/** Nobody was opened yet: what can be asked. */
function Examples({ onExample }: { onExample: (text: string) => void }) {
  const { t } = useTranslation("ask-bar");
  return (
    <ul className="flex flex-col">
      {EXAMPLES.map((key) => (
        <li key={key}>
          <button type="button" onClick={() => onExample(t(`examples.${key}.line`))} className="flex min-h-11 w-full flex-col rounded-md px-2 py-1.5 text-start hover:bg-hover">
            <span className="mono">{t(`examples.${key}.line`)}</span>
            <span className="type-small text-ink-2">{t(`examples.${key}.text`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface Section {
  key: string;
  label: string;
  options: Option[];
}

function List({ text, options, active, command, find, onTake, onPoint }: FoundPaneProps) {
  const { t } = useTranslation("ask-bar");
  const sections = new Map<string, Section>();
  for (const option of options) {
    const key = option.found?.kind ?? option.kind;
    const section = sections.get(key) ?? { key, label: option.found ? t(`kind.${option.found.kind}`) : t(`section.${option.kind}`), options: [] };
    section.options.push(option);
    sections.set(key, section);
  }
  const typed = find.answer?.command?.who ?? text;
  return (
    <div id="ask-found" role="listbox" tabIndex={-1} aria-label={t("found")} className="flex flex-col">
      {[...sections.values()].map((section) => (
        <div key={section.key} role="group" aria-labelledby={`ask-kind-${section.key}`} className="flex flex-col">
          <p id={`ask-kind-${section.key}`} role="presentation" className="type-small px-2 pt-2.5 pb-1 text-ink-3">{section.label}</p>
          {section.options.map((option) => (
            <FoundRow key={option.domId} id={option.domId} isActive={option.domId === active?.domId} onTake={() => onTake(option)} onPoint={() => onPoint(option)}>
              {option.found && <FoundLine found={option.found} typed={typed} on={find.answer ? dayAsked(find.answer) : null} />}
              {option.kind === "register" && <Aside icon={<Plus size={16} aria-hidden="true" />}>{t("register", { text: text.trim() })}</Aside>}
              {option.kind === "command" && command && <Aside icon={<CornerDownLeft size={16} aria-hidden="true" />}>{t(`intent.${command.intent}`)}</Aside>}
            </FoundRow>
          ))}
        </div>
      ))}
    </div>
  );
}

function Aside({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return <><span className="grid size-7 flex-none place-items-center rounded-md bg-surface text-ink-2 shadow-1">{icon}</span><span className="min-w-0 flex-1 truncate">{children}</span></>;
}
