import type { AppointmentView } from "@/api/types";

function stamp(at: string | Date): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** Text in an iCalendar file: RFC 5545, section 3.3.11. */
function escaped(text: string): string {
  return text.replace(/([\\;,])/g, "\\$1").replace(/\r?\n/g, "\\n");
}

/** The appointment as an iCalendar file, in UTC so that every calendar shows it at the right time. */
export function calendarText(appointment: AppointmentView, title: string, now: Date): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//VetSync//NL",
    "BEGIN:VEVENT",
    `UID:${appointment.id}@vetsync`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(appointment.starts_at)}`,
    `DTEND:${stamp(appointment.ends_at)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(appointment.practice_name)}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

export function saveCalendar(appointment: AppointmentView, title: string): void {
  const address = URL.createObjectURL(new Blob([calendarText(appointment, title, new Date())], { type: "text/calendar" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "vetsync.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
