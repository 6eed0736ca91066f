/** Folded: without accents and capitals. */
export const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function wordsIn(text: string): string[] {
  return plain(text).split(/\s+/).filter(Boolean);
}

export interface Part {
  text: string;
  isMatch: boolean;
}

/** A name in parts, those that were typed marked: the beginnings of its words, whatever their accents. */
export function matchedParts(name: string, typed: string): Part[] {
  const wanted = wordsIn(typed);
  return name.split(/(\s+|(?<=-))/u).filter(Boolean).flatMap((word) => {
    // Letter by letter, because a letter with an accent is as long as one without.
    const letters = [...word].map(plain);
    const length = wanted.reduce((longest, one) => (letters.join("").startsWith(one) ? Math.max(longest, one.length) : longest), 0);
    const shown = [...word];
    const parts = [{ text: shown.slice(0, length).join(""), isMatch: true }, { text: shown.slice(length).join(""), isMatch: false }];
    return parts.filter((part) => part.text !== "");
  });
}
