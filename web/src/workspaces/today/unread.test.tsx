import { screen } from "@testing-library/react";
import { Mail } from "lucide-react";
import { expect, test } from "vitest";

import { signedIn } from "@/api/session";
import type { ThreadView } from "@/api/types";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Headline } from "./headline";
import { useToday } from "./use-today";
import { Wells } from "./wells";

const S = "GET /api/staff/z";
const entry = { key: "messages", place: { x: 1, y: -1 }, icon: Mail, title: "Berichten", href: "/p/z/messages" } as unknown as PracticeMap["entries"][number];
const map: PracticeMap = { slug: "z", practiceName: "Z", entries: [entry], current: "today", href: () => null, go: () => undefined };
const thread = (id: string, unread: number) => ({ id, client_name: "Sanne", last_text: "", subject: "", unread }) as ThreadView;

function Both() {
  const today = useToday("z");
  return <><Headline today={today} /><Wells today={today} /></>;
}

test("the figure of what is unread and the miniature of Messages say the same, which the server counts over all pages", async () => {
  signedIn(sessionOf({ ...noor(["messages.read"]), memberships: noor(["messages.read"]).memberships.map((one) => ({ ...one, practice_slug: "z" })) }));
  stubServer({ [`${S}/profile`]: { body: { zone: "Europe/Amsterdam" } }, [`${S}/threads`]: { body: { items: [thread("t1", 4), thread("t2", 0)], next_cursor: "verder", unread: 3 } } });
  renderScreen(<MapProvider value={map}><Both /></MapProvider>);
  expect(await screen.findByText("3 ongelezen")).toBeVisible();
  expect(screen.getByText("gesprekken ongelezen").closest("div")).toHaveTextContent("3");
  expect(screen.getByText(/2\+ open/)).toBeVisible();
});
