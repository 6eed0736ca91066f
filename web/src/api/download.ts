import { authFetch } from "./client";

const NAME = /filename="?([^";]+)"?/;

/**
 * Fetches a file with the person's token and hands it to the browser to keep. The token is in memory only, so a plain
 * link to the file would be refused.
 */
export async function download(path: string, query: Record<string, string | null | undefined> = {}): Promise<void> {
  const address = new URL(path, window.location.origin);
  for (const [name, value] of Object.entries(query)) if (value) address.searchParams.set(name, value);
  const response = await authFetch(new Request(address));
  const name = NAME.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? address.pathname.split("/").at(-1) ?? "vetsync";
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The browser has begun to read once the click is over; a minute is enough for any of our files.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
