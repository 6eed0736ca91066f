/** What is known already of somebody who is registered next; it goes beside an address, never in it. */
export interface Newcomer {
  first_name?: string;
  prefix?: string;
  last_name?: string;
  phone?: string;
  species?: string;
}

const PARTS = ["first_name", "prefix", "last_name", "phone", "species"] as const;

/** From the state that the browser keeps beside an address. */
export function newcomerOf(state: unknown): Newcomer {
  const known = typeof state === "object" && state !== null && "newcomer" in state ? (state.newcomer as Record<string, unknown> | null) : null;
  return Object.fromEntries(PARTS.flatMap((part) => (typeof known?.[part] === "string" && known[part] !== "" ? [[part, known[part]]] : [])));
}
