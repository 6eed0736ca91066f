import type { Species } from "@/api/types";

/** In the order in which they are kept most. The server's list decides: one that is missing here is a compile error. */
const IN_ORDER = {
  dog: true, cat: true, rabbit: true, guinea_pig: true, bird: true, hamster: true, ferret: true, rat: true, mouse: true, reptile: true, fish: true, horse: true, goat: true,
  other: true,
} satisfies Record<Species, true>;

export const ALL_SPECIES = Object.keys(IN_ORDER) as readonly Species[];
