import type { MessageView } from "@/api/types";
import { dayIn } from "@/lib/formats";

export interface DayOfTalk {
  day: string;
  messages: MessageView[];
}

/** Oldest first and day by day, as a conversation is read; whatever order and pages they came in. */
export function byDay(messages: readonly MessageView[], zone: string): DayOfTalk[] {
  const days: DayOfTalk[] = [];
  for (const message of [...messages].sort((left, right) => left.sent_at.localeCompare(right.sent_at) || left.id.localeCompare(right.id))) {
    const day = dayIn(message.sent_at, zone);
    const last = days.at(-1);
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
}
