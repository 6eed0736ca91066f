import { ChevronDown, Plus, Search } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { useTranslation } from "react-i18next";

import { SEARCH_MAX } from "@/api/limits";
import type { BoardRow } from "@/api/types";
import { cn } from "@/lib/cn";
import { useSearchRefusal } from "@/lib/problems";
import { Avatar } from "@/ui/avatar";
import { KeyCap } from "@/ui/key-cap";
import { Marked } from "@/ui/marked";
import { Loading, Skeleton } from "@/ui/states";
import { TextField } from "@/ui/text-field";

import type { Match } from "./call-rules";
import { useMatches } from "./use-matches";

export interface CallSearchProps {
  slug: string;
  words: string;
  /** Everybody of today. */
  today: readonly BoardRow[];
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

/** One field for client and animal; what was found stands below it, a new client last. */
export function CallSearch({ slug, words, today, isChosen, onWords, onPick, onNew, onReady, field }: CallSearchProps) {
  const { t } = useTranslation(["w-front-desk", "common"]);
  const listId = useId();
  const [active, setActive] = useState(0);
  const refusal = useSearchRefusal();
  const { matches, isMore, isBounded, showMore, wanted, isLoaded, isFetching, isBehind, error, note } = useMatches(slug, words, today);
  const isSearching = words.trim().length > 1 && !isChosen;
  const moreAt = isMore ? matches.length : -1;
  const newAt = onNew ? matches.length + Number(isMore) : -1;
  const count = matches.length + Number(isMore) + Number(newAt >= 0);
  const take = (at: number): void => {
    const match = matches[at];
    if (match) {
      note(match);
      onPick(match);
    } else if (at === moreAt) showMore();
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
    <div className="flex min-h-0 flex-col gap-2">
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
      {isSearching && !isLoaded && isFetching && <Loading label={t("common:state.loading")} className="flex flex-col gap-1">{[0, 1].map((index) => <Skeleton key={index} className="h-11" />)}</Loading>}
      {isSearching && isLoaded && matches.length === 0 && <p className="type-small text-ink-2">{t("call.nobody")}</p>}
      {isOpen && (
        <div id={listId} role="listbox" aria-label={t("call.found")} className="-mx-2 flex min-h-0 flex-col gap-px overflow-y-auto">
          {matches.map((match, index) => <MatchLine key={match.clientId} id={`${listId}-${index}`} match={match} typed={wanted} isActive={index === active} onTake={() => take(index)} />)}
          {isMore && (
            <Option id={`${listId}-${moreAt}`} isActive={active === moreAt} onTake={() => take(moreAt)}>
              <ChevronDown size={16} className="mx-[7px] text-ink-2" aria-hidden="true" />
              <span className="min-w-0 flex-1 text-ink-2">{t("call.more")}</span>
            </Option>
          )}
          {newAt >= 0 && (
            <Option id={`${listId}-${newAt}`} isActive={active === newAt} onTake={() => take(newAt)}>
              <Plus size={16} className="mx-[7px] text-ink-2" aria-hidden="true" />
              <span className="min-w-0 flex-1 text-ink-2">{t("call.new", { count: matches.length })}</span>
            </Option>
          )}
        </div>
      )}
      {isOpen && isBounded && <p role="status" className="type-small text-ink-2">{t("call.bounded", { count: matches.length })}</p>}
    </div>
  );
}

function MatchLine({ id, match, typed, isActive, onTake }: { id: string; match: Match; typed: string; isActive: boolean; onTake: () => void }) {
  const { t } = useTranslation("w-front-desk");
  return (
    <Option id={id} isActive={isActive} onTake={onTake}>
      <Avatar name={match.clientName} size={30} isDecorative />
      <span className="flex min-w-0 flex-1 flex-col">
        <b className="truncate text-ink"><Marked text={match.clientName} typed={typed} /></b>
        <span className="truncate text-[12px] leading-[15px] text-ink-2">
          {match.animals.map((animal, index) => <span key={animal.id}>{index > 0 && ", "}<Marked text={animal.name} typed={typed} /></span>)}
          {match.city && `${match.animals.length > 0 ? " · " : ""}${match.city}`}
        </span>
      </span>
      {match.isToday && <span className="type-small flex-none text-ink-2">{t("call.today")}</span>}
    </Option>
  );
}

/** The focus stays in the field, which says which one is meant (ARIA combobox). */
function Option({ id, isActive, onTake, children }: { id: string; isActive: boolean; onTake: () => void; children: ReactNode }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // The field above has the keys of the list.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div ref={line} id={id} role="option" tabIndex={-1} aria-selected={isActive} onClick={onTake} onMouseDown={(event) => event.preventDefault()} className={cn("flex min-h-11 flex-none cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5", isActive ? "bg-selected" : "hover:bg-hover")}>
      {children}
      {isActive && <KeyCap className="bg-surface">↵</KeyCap>}
    </div>
  );
}
