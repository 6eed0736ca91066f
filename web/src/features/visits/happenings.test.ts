import { expect, it } from "vitest";

import type { BoardRow, ThreadView } from "@/api/types";

import { happeningsOf } from "./happenings";

const NOW = new Date("2026-11-23T10:24:00Z");
const at = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString();

function row(patient_name: string, more: Partial<BoardRow>): BoardRow {
  return {
    visit_id: null, appointment_id: patient_name, stage: "expected", stage_at: null, arrived_at: null, starts_at: at(20), ends_at: at(40), type_key: "consult", type_name_nl: "Consult", type_name_en: "Consult",
    category: "consult", patient_id: `of ${patient_name}`, patient_name, patient_state: "active", species: "dog", alert: "", client_id: "c", client_name: "Anna", client_alert: "", vet_id: "v1",
    vet_name: "Noor", vet_colour: null, room_id: null, room_name: null, note: "", record_id: null, undo_until: null, version: null, appointment_state: "confirmed", appointment_version: 1, ...more,
  };
}

function thread(client_name: string, more: Partial<ThreadView>): ThreadView {
  return {
    id: client_name, client_id: "c", client_name, last_message_at: at(-3), last_side: "owner", last_text: "", patient_id: null, patient_name: null, practice_name: "", practice_slug: "", species: null,
    state: "open", subject: "", unread: 1, version: 1, zone: "Europe/Amsterdam", ...more,
  };
}

const lines = (rows: BoardRow[], threads: ThreadView[] = []): string[] =>
  happeningsOf(rows, threads, NOW).map(({ at: since, name, kind, count }) => [since.slice(11, 16), name, kind, ...(count === undefined ? [] : [count])].join(" "));

it("tells the newest first: who is late, who came, who waits long, whose stay runs over, who pays, who wrote", () => {
  const rows = [
    row("Binky", { starts_at: at(-9) }),
    row("Pluis", { stage: "arrived", stage_at: at(-2), arrived_at: at(-2) }),
    row("Pip", { stage: "waiting", stage_at: at(-18), arrived_at: at(-25) }),
    row("Fien", { stage: "in_room", stage_at: at(-27), arrived_at: at(-40), starts_at: at(-30), ends_at: at(-10) }),
    row("Snoet", { stage: "to_pay", stage_at: at(-1) }),
  ];
  expect(lines(rows, [thread("Ilse", { last_message_at: at(-5) })])).toEqual([
    "10:23 Snoet toPay", "10:22 Pluis arrived", "10:19 Ilse message", "10:17 Fien over 7", "10:15 Binky late 9", "10:06 Pip longWait 18",
  ]);
});

it("counts on while the time stays, so that the two agree at every moment", () => {
  const rows = [row("Binky", { starts_at: at(-9) }), row("Pip", { stage: "waiting", stage_at: at(-18) }), row("Fien", { stage: "in_room", stage_at: at(-27), starts_at: at(-30), ends_at: at(-10) })];
  for (const seconds of [0, 50, 60, 700]) {
    const now = new Date(NOW.getTime() + seconds * 1000);
    for (const line of happeningsOf(rows, [], now)) expect(line.count).toBe(Math.floor((now.getTime() - Date.parse(line.at)) / 60_000));
  }
});

it("says nothing of who is on time, who left, what was read or answered, and what is long ago", () => {
  const rows = [
    row("Lola", {}),
    row("Bruno", { stage: "in_room", stage_at: at(-6) }),
    row("Bram", { stage: "gone", stage_at: at(-4) }),
    row("Kiki", { stage: "to_pay", stage_at: at(-180) }),
  ];
  const threads = [thread("Els", { unread: 0 }), thread("Jan", { last_side: "practice" }), thread("Piet", { last_message_at: at(-200) })];
  expect(lines(rows, threads)).toEqual([]);
});
