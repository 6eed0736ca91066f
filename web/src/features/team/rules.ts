/** The permissions a practice can give, in the groups in which people think of them. */
export const PERMISSION_GROUPS = [
  { key: "practice", permissions: ["practice.read", "practice.manage"] },
  { key: "staff", permissions: ["staff.read", "staff.manage"] },
  { key: "schedule", permissions: ["schedule.read", "schedule.book", "schedule.approve", "schedule.manage"] },
  { key: "patients", permissions: ["patients.read", "patients.write", "patients.merge"] },
  { key: "records", permissions: ["records.read", "records.write", "records.sign"] },
  { key: "messages", permissions: ["messages.read", "messages.write"] },
  { key: "figures", permissions: ["reports.read", "audit.read"] },
] as const;

export const PERMISSIONS: readonly string[] = PERMISSION_GROUPS.flatMap((group) => group.permissions);

/** "schedule.book" is of no use without "schedule.read": giving the one gives the other, taking away takes both. */
export function toggled(chosen: readonly string[], permission: string): string[] {
  const [domain] = permission.split(".");
  const read = `${domain}.read`;
  if (chosen.includes(permission)) {
    return chosen.filter((one) => one !== permission && !(permission === read && one.startsWith(`${domain}.`) && PERMISSIONS.includes(one)));
  }
  const needed = permission !== read && PERMISSIONS.includes(read) && !chosen.includes(read) ? [read] : [];
  return [...chosen, ...needed, permission];
}

/** What somebody would give without having it; the server refuses this too. */
export function beyond(permissions: readonly string[], own: readonly string[]): string[] {
  return permissions.filter((permission) => !own.includes(permission));
}

/** Texts of permissions have no dots in their keys, because a dot in a key means a level. */
export const textKey = (permission: string): string => permission.replace(".", "_");
