import type { AskedCommand, FindAnswer, Found, FoundKind } from "@/api/types";

/** One line of the list: what the line asks to be done, something that was found, or the way to register somebody new. */
export interface Option {
  kind: "command" | "found" | "register";
  domId: string;
  found: Found | null;
  /** Where Enter goes; null for what is done here. */
  to: string | null;
}

export interface Around {
  command: AskedCommand | null;
  kind: FoundKind | null;
  leadsTo: (found: Found, on: string | null) => string | null;
  mayRegister: boolean;
}

/** Asking for a screen is going there: it stands first, and what is remembered of other things is not meant. */
function groupsOf({ command, groups }: FindAnswer): FindAnswer["groups"] {
  if (command?.intent !== "open") return groups;
  const places = groups.filter(({ kind }) => kind === "place");
  return [...places, ...(command.who ? groups.filter(({ kind }) => kind !== "place") : [])];
}

/** The day whose agenda is asked for. */
export const dayAsked = ({ command }: Pick<FindAnswer, "command">): string | null => (command?.intent === "open" ? (command.on ?? null) : null);

/** What Enter can take, in the order of the screen; what the person may not open is left out. */
export function optionsOf(answer: FindAnswer, { command, kind, leadsTo, mayRegister }: Around): Option[] {
  const found = groupsOf(answer).flatMap((group) => group.items).flatMap((one): Option[] => {
    const to = leadsTo(one, dayAsked(answer));
    return to === null ? [] : [{ kind: "found", domId: `ask-${one.kind}-${one.id}`, found: one, to }];
  });
  const asked: Option[] = command && kind === null ? [{ kind: "command", domId: "ask-command", found: null, to: null }] : [];
  const isSearch = answer.command == null;
  return [...asked, ...found, ...(mayRegister && isSearch ? [{ kind: "register", domId: "ask-register", found: null, to: null } as Option] : [])];
}
