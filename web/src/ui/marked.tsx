import { matchedParts } from "@/lib/matched-parts";

/** A name with what was typed of it underlined. */
export function Marked({ text, typed }: { text: string; typed: string }) {
  return matchedParts(text, typed).map((part, index) => (part.isMatch ? <mark key={index}>{part.text}</mark> : part.text));
}
