import { authFetch } from "./client";

const ENCODED = /filename\*=UTF-8''([^;]+)/i;
const PLAIN = /filename="?([^";]+)"?/i;

/** What the server calls the file; a name with more than Latin letters comes percent-encoded (RFC 6266). */
export function nameOf(disposition: string | null): string | undefined {
  const encoded = ENCODED.exec(disposition ?? "")?.[1];
  try {
    if (encoded) return decodeURIComponent(encoded);
  } catch {
    // Not what a server of ours sends; the plain form may still be there.
  }
  return PLAIN.exec(disposition ?? "")?.[1];
}

/**
 * Fetches a file with the person's token and hands it to the browser to keep. The token is in memory only, so a plain
 * link to the file would be refused. It is saved under `name`, else under what the server calls it.
 */
export async function download(path: string, query: Record<string, string | null | undefined> = {}, name?: string): Promise<void> {
  const address = new URL(path, window.location.origin);
  for (const [name, value] of Object.entries(query)) if (value) address.searchParams.set(name, value);
  const response = await authFetch(new Request(address));
  const saved = name ?? nameOf(response.headers.get("Content-Disposition")) ?? address.pathname.split("/").at(-1) ?? "vetsync";
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement("a"), { href: url, download: saved });
  link.click();
  // The browser has begun to read once the click is over; a minute is enough for any of our files.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
