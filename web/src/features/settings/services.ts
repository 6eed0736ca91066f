import type { Service } from "@/api/types";

/** What a practice can offer, what is asked for most first. The server's list decides: one that is missing here is a compile error. */
const IN_ORDER = {
  vaccination: true, dental: true, surgery: true, imaging: true, laboratory: true, exotics: true, behaviour: true, physiotherapy: true, home_visits: true, emergency: true,
} satisfies Record<Service, true>;

export const ALL_SERVICES = Object.keys(IN_ORDER) as readonly Service[];
