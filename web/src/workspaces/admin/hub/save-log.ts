import type { ClinicApplication } from "@/api/types";

/** A cell of a CSV file; what a spreadsheet would take for a formula is kept as text. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** What happened to an application, as a file for the own archive. */
export function logOf(application: ClinicApplication): string {
  const rows = application.log.map((line) => [line.at, line.actor_side, line.what, line.remarks].map(cell).join(","));
  return ["at,side,what,remarks", ...rows].join("\r\n");
}

export function saveLog(application: ClinicApplication): void {
  const url = URL.createObjectURL(new Blob([logOf(application)], { type: "text/csv" }));
  Object.assign(document.createElement("a"), { href: url, download: `application-${application.id}.csv` }).click();
  URL.revokeObjectURL(url);
}
