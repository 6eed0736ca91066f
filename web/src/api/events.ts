import { accessToken, refreshSession } from "./session";

/** A push says only what changed, never the content: whoever shows it asks again under its own rights. */
export interface ServerEvent {
  topic: string;
  data: Record<string, unknown>;
}

interface Message {
  event: string;
  data: string;
}

/** Splits an event stream into messages; keeps what is not complete yet. */
export function createParser(): (chunk: string) => Message[] {
  let rest = "";
  return (chunk) => {
    rest += chunk.replace(/\r\n?/g, "\n");
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    return blocks.map(parseBlock).filter((message) => message.data !== "");
  };
}

function parseBlock(block: string): Message {
  const message = { event: "message", data: "" };
  for (const line of block.split("\n")) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (name === "event" && value) message.event = value;
    if (name === "data") message.data += (message.data ? "\n" : "") + (value ?? "");
  }
  return message;
}

function toEvent(message: Message): ServerEvent | null {
  try {
    const body: unknown = JSON.parse(message.data);
    if (typeof body !== "object" || body === null) return null;
    const record = body as Record<string, unknown>;
    const topic = typeof record["topic"] === "string" ? record["topic"] : message.event;
    return { topic, data: record };
  } catch {
    return null;
  }
}

/** Reads GET /api/events until the signal ends it; reconnects by itself, slower after each failure. */
export async function followEvents(
  signal: AbortSignal,
  onEvent: (event: ServerEvent) => void,
  onConnected: (isConnected: boolean) => void,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const response = await fetch("/api/events", {
        signal,
        headers: { Accept: "text/event-stream", Authorization: `Bearer ${accessToken() ?? ""}` },
      });
      if (response.status === 401 && (await refreshSession()) === null) return;
      if (response.ok && response.body) {
        failures = 0;
        onConnected(true);
        await readStream(response.body, onEvent);
      }
    } catch {
      if (signal.aborted) return;
    }
    onConnected(false);
    failures += 1;
    await pause(Math.min(30_000, 500 * 2 ** failures) * (0.5 + Math.random() / 2), signal);
  }
}

async function readStream(body: ReadableStream<Uint8Array>, onEvent: (event: ServerEvent) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parse = createParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const message of parse(decoder.decode(value, { stream: true }))) {
      const event = toEvent(message);
      if (event) onEvent(event);
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
