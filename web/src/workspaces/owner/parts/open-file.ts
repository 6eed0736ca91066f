import { authFetch } from "@/api/client";

const LIFE_MS = 60_000;

/** Saves a file that needs the person's token: it is fetched, not linked. The name is what it is saved as. */
export async function saveFile(path: string, name: string): Promise<void> {
  const blob = await (await authFetch(new Request(new URL(path, window.location.origin)))).blob();
  const shown = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = shown;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(shown), LIFE_MS);
}
