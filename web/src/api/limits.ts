/** The longest text each search of the API takes; a test compares them with its description. */
export const SEARCH_MAX = {
  practices: 120,
  appointments: 100,
  patients: 100,
  clinics: 120,
  users: 254,
  anything: 100,
} as const;
