import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { Slot } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";

const SHOWN_MAX = 6;

/** The nearest free places that a refusal came with. */
export function alternativesOf(error: unknown): Slot[] | null {
  const isTaken = isProblem(error, "slot_taken") || isProblem(error, "slot_not_offered");
  if (!isTaken) return null;
  const given = error.data["alternatives"];
  return Array.isArray(given) ? (given as Slot[]).slice(0, SHOWN_MAX) : [];
}

export interface RefusalProps {
  error: unknown;
  zone: string;
  /** Whose name stands beside a time: only when it is somebody else than was asked for. */
  nameOf?: ((slot: Slot) => string | null) | undefined;
  onChoose: (slot: Slot) => void;
}

/** What was refused, with the ways out where it happened. */
export function Refusal({ error, zone, nameOf, onChoose }: RefusalProps) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const problemText = useProblemText("w-owner");
  const places = alternativesOf(error);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: "center" });
  }, [error]);
  return (
    <div ref={place}>
      <Note tone={places === null ? "red" : "amber"} role="alert" className="rounded-sheet px-3.5 py-3">
        <p><b>{problemText(error)}</b>{places !== null && places.length > 0 && ` ${t("book.stillFree")}`}</p>
        {places !== null && places.length > 0 && (
          <div className="mt-2.5 flex flex-wrap gap-2">
            {places.map((slot) => (
              <Button key={slot.starts_at} size="l" onClick={() => onChoose(slot)} className="px-3.5 first-letter:uppercase">
                {[`${f.day(slot.starts_at, zone, new Date())} ${f.time(slot.starts_at, zone)}`, nameOf?.(slot)].filter(Boolean).join(", ")}
              </Button>
            ))}
          </div>
        )}
      </Note>
    </div>
  );
}
