import { useTranslation } from "react-i18next";

import type { Pet } from "@/api/types";

import type { SearchState } from "./use-search";

export interface HeadingProps {
  count: number;
  hasMore: boolean;
  /** False while the answer is on its way: then nothing is claimed. */
  isKnown: boolean;
  pet: Pet | null;
  state: SearchState;
}

const WORDS_MAX = 12;

/** A question on a phone, where the list has little room; on a desktop the sentence that says how things stand. */
export function Heading({ count, hasMore, isKnown, pet, state }: HeadingProps) {
  const { t } = useTranslation("w-owner");
  const question = pet ? t("feed.questionPet", { name: pet.name }) : t("feed.question");
  const number = count <= WORDS_MAX ? t(`number.${count}`) : String(count);
  const claims = isKnown && count > 0;
  const sentence = !claims
    ? question
    : hasMore
      ? t("feed.sentenceMany")
      : pet && !state.isFavourites
        ? t("feed.sentencePet", { count, number, name: pet.name })
        : t("feed.sentence", { count, number });
  const lead = t(`feed.sorted.${state.sort}`, { place: state.place?.name || t("feed.here") });
  return (
    <div aria-live="polite">
      <h1 className="type-display text-balance pr-16 first-letter:uppercase tablet:pr-0">
        <span className="tablet:hidden">{question}</span>
        <span className="hidden first-letter:uppercase tablet:inline-block">{sentence}</span>
      </h1>
      <p className="type-read hidden text-ink-2 tablet:block">{lead}</p>
    </div>
  );
}
