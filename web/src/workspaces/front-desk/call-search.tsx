import { useQuery } from "@tanstack/react-query";
import { Plus, Search } from "lucide-react";
import { useDeferredValue, useId, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { useTranslation } from "react-i18next";

import { SEARCH_MAX } from "@/api/limits";
import { patientSearchQuery } from "@/features/patients/api";
import { cn } from "@/lib/cn";
import { useSearchRefusal } from "@/lib/problems";
import { Avatar } from "@/ui/avatar";
import { KeyCap } from "@/ui/key-cap";
import { Marked } from "@/ui/marked";
import { Loading, Skeleton } from "@/ui/states";
import { TextField } from "@/ui/text-field";

import { clientsOf, type Match } from "./call-rules";

export interface CallSearchProps {
  slug: string;
  words: string;
  /** Somebody was chosen: the list is put away until other words are typed. */
  isChosen: boolean;
  onWords: (words: string) => void;
  onPick: (match: Match) => void;
  /** Left out for whoever may not register. */
  onNew?: (() => void) | undefined;
  /** Enter, once everything is known. */
  onReady: () => void;
  field: Ref<HTMLInputElement>;
}

const SHOWN = 5;

/** One field for client and animal; what was found stands below it, a new client last. */
export function CallSearch({ slug, words, isChosen, onWords, onPick, onNew, onReady, field }: CallSearchProps) {
  const { t } = useTranslation(["w-front-desk", "common"]);
  const listId = useId();
  const [active, setActive] = useState(0);
  const wanted = useDeferredValue(words.trim());
  const refusal = useSearchRefusal();
  const { data, error, isFetching } = useQuery(patientSearchQuery(slug, wanted));
  const matches = clientsOf(data?.items ?? []).slice(0, SHOWN);
  const isSearching = words.trim().length > 1 && !isChosen;
  const isBehind = isFetching || wanted !== words.trim();
  const count = matches.length + (onNew ? 1 : 0);
  const take = (at: number): void => {
    const match = matches[at];
    if (match) onPick(match);
    else onNew?.();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.repeat && !event.nativeEvent.isComposing) {
      event.preventDefault();
      // What Enter takes must be what is on the screen: not what was found for other words.
      if (!isSearching) onReady();
      else if (!isBehind || matches.length > 0) take(active);
    } else if (isSearching && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setActive((at) => Math.min(Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)), count - 1));
    }
  };
  const isOpen = isSearching && count > 0;
  return (
    <div className="flex flex-col gap-2">
      <TextField
        ref={field}
        size="l"
        label={t("call.search")}
        isLabelHidden
        icon={<Search size={17} />}
        placeholder={t("call.placeholder")}
        maxLength={SEARCH_MAX.patients}
        autoComplete="off"
        spellCheck={false}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        error={refusal(error)}
        value={words}
        onChange={(event) => { setActive(0); onWords(event.target.value); }}
        onKeyDown={onKeyDown}
      />
      {isSearching && !data && isFetching && <Loading label={t("common:state.loading")} className="flex flex-col gap-1">{[0, 1].map((index) => <Skeleton key={index} className="h-11" />)}</Loading>}
      {isSearching && data && matches.length === 0 && <p className="type-small text-ink-2">{t("call.nobody")}</p>}
      {isOpen && (
        <div id={listId} role="listbox" aria-label={t("call.found")} className="-mx-2 flex flex-col gap-px">
          {matches.map((match, index) => <MatchLine key={match.clientId} id={`${listId}-${index}`} match={match} typed={wanted} isActive={index === active} onTake={() => take(index)} />)}
          {onNew && (
            <Option id={`${listId}-${matches.length}`} isActive={active === matches.length} onTake={() => take(matches.length)}>
              <Plus size={16} className="mx-[7px] text-ink-2" aria-hidden="true" />
              <span className="min-w-0 flex-1 text-ink-2">{t("call.new", { count: matches.length })}</span>
            </Option>
          )}
        </div>
      )}
    </div>
  );
}

function MatchLine({ id, match, typed, isActive, onTake }: { id: string; match: Match; typed: string; isActive: boolean; onTake: () => void }) {
  return (
    <Option id={id} isActive={isActive} onTake={onTake}>
      <Avatar name={match.clientName} size={30} isDecorative />
      <span className="flex min-w-0 flex-1 flex-col">
        <b className="truncate text-ink"><Marked text={match.clientName} typed={typed} /></b>
        <span className="truncate text-[12px] leading-[15px] text-ink-2">
          {match.patients.map((patient, index) => <span key={patient.id}>{index > 0 && ", "}<Marked text={patient.name} typed={typed} /></span>)}
          {match.city && ` · ${match.city}`}
        </span>
      </span>
    </Option>
  );
}

/** The focus stays in the field, which says which one is meant (ARIA combobox). */
function Option({ id, isActive, onTake, children }: { id: string; isActive: boolean; onTake: () => void; children: ReactNode }) {
  return (
    // The field above has the keys of the list.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div id={id} role="option" tabIndex={-1} aria-selected={isActive} onClick={onTake} onMouseDown={(event) => event.preventDefault()} className={cn("flex min-h-11 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5", isActive ? "bg-selected" : "hover:bg-hover")}>
      {children}
      {isActive && <KeyCap className="bg-surface">↵</KeyCap>}
    </div>
  );
}
