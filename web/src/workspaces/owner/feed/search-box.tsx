import { Search, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigation } from "react-router";

import { SEARCH_MAX } from "@/api/limits";
import { Input } from "@/ui/text-field";

const WAIT_MS = 250;

/** Types at once, asks the server when the hand rests. */
export function SearchBox({ value, refused, onSearch }: { value: string; refused: string | undefined; onSearch: (text: string) => void }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const refusalId = useId();
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (value !== shown) {
    // The other box on this page, or the way back, changed what is searched for.
    setShown(value);
    setTyped(value);
  }
  // Whoever taps a clinic while the hand just rested is on the way there: a search would call them back.
  const isLeaving = useNavigation().state !== "idle";
  useEffect(() => {
    if (isLeaving || typed.trim() === value) return;
    const timer = setTimeout(() => onSearch(typed.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch, isLeaving]);
  return (
    <form role="search" onSubmit={(event) => { event.preventDefault(); onSearch(typed.trim()); }}>
      <Input
        size="l"
        type="search"
        aria-label={t("feed.search")}
        placeholder={t("feed.placeholder")}
        enterKeyHint="search"
        icon={<Search size={18} />}
        maxLength={SEARCH_MAX.practices}
        aria-invalid={refused !== undefined || undefined}
        aria-describedby={refused === undefined ? undefined : refusalId}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="rounded-sheet [&_input::-webkit-search-cancel-button]:appearance-none"
        end={typed !== "" && (
          <button data-act type="button" aria-label={t("common:action.clear")} onClick={() => { setTyped(""); onSearch(""); }} className="-mr-3 grid size-11 place-items-center rounded-md text-ink-2">
            <X size={16} aria-hidden="true" />
          </button>
        )}
      />
      {refused !== undefined && <p id={refusalId} role="alert" className="type-small px-3.5 text-red-ink">{refused}</p>}
    </form>
  );
}
