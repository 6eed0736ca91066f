/** The platform has no place of its own: its times are those of whoever looks. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
