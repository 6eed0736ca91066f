/** What somebody made different of what was there, to send that alone: what they left may be a colleague's by now. */
export function changedOf<T extends object>(before: T, after: T): Partial<T> {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== before[name as keyof T])) as Partial<T>;
}
