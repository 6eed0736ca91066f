/** A refusal by the server, as RFC 9457 problem details. `code` is stable and is what the texts are chosen by. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  /** Everything the problem carries beside the standard members, for example the alternatives of a taken slot. */
  readonly data: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Record<string, unknown>) {
    const { code, detail, title, field, ...data } = body;
    super(typeof detail === "string" && detail ? detail : typeof title === "string" ? title : `HTTP ${status}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = typeof code === "string" ? code : codeOfStatus(status);
    this.field = typeof field === "string" ? field : undefined;
    this.data = data;
  }
}

/** The request never reached the server, or its answer never came back. */
export class Unreachable extends ApiProblem {
  constructor() {
    super(0, { code: "unreachable" });
  }
}

function codeOfStatus(status: number): string {
  const codes: Record<number, string> = {
    400: "invalid",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    413: "too_large",
    429: "too_many",
    503: "unavailable",
  };
  return codes[status] ?? (status >= 500 ? "server_error" : "invalid");
}

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const text = await response.text().catch(() => "");
  let body: unknown = {};
  try {
    body = JSON.parse(text);
  } catch {
    body = {};
  }
  return new ApiProblem(response.status, isRecord(body) ? body : {});
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** Whoever says no with a reason has taken nothing; of anything else one cannot know. */
export function isLost(error: unknown): boolean {
  return !(error instanceof ApiProblem) || error instanceof Unreachable || error.status >= 500;
}
