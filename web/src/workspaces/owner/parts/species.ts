import type { Species } from "@/api/types";

/** In the order in which they are kept most. */
export const ALL_SPECIES: readonly Species[] = ["dog", "cat", "rabbit", "guinea_pig", "bird", "hamster", "ferret", "rat", "mouse", "reptile", "fish", "horse", "goat", "other"];
