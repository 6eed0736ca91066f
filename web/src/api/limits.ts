/** The longest text each search of the API takes; a test compares them with its description. */
export const SEARCH_MAX = {
  practices: 120,
  appointments: 100,
  patients: 100,
  clinics: 120,
  applications: 120,
  users: 254,
  anything: 100,
} as const;

/** The heaviest weighing that is kept, in grams. */
export const GRAMS_MAX = 1_500_000;

/** So far from its time the server lets an appointment be checked in for. */
export const CHECK_IN_NEAR_MS = 12 * 3_600_000;

/** So many days ahead anything can be booked at all. */
export const REACH_DAYS = 3 * 366;

/** So long before its time an owner may still change an appointment of a kind that says nothing else. */
export const USUAL_NOTICE_MINUTES = 1440;
