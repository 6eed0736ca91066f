/** Addresses of the booking, with what is known already. */
export interface BookStart {
  pet?: string | null;
  type?: string | null;
  at?: string | null;
  vet?: string | null;
  step?: string | null;
  species?: string | null;
}

export function bookHref(slug: string, start: BookStart = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(start)) if (typeof value === "string" && value !== "") search.set(name, value);
  const text = search.toString();
  return `/practices/${slug}/book${text === "" ? "" : `?${text}`}`;
}
