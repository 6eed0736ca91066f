import { Clock } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import type { PracticePage } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { Note } from "@/ui/note";

import { useNow } from "../parts/use-now";
import { countdown, isOver } from "../rules";

import type { Held } from "./use-hold";

const SECOND = 1000;

/** Says that the place is held and counts down; the seconds are for the eye only. */
export function HoldNote({ held, practice, onOver }: { held: Held; practice: PracticePage; onOver: () => void }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const now = useNow(SECOND);
  const { expires_at, starts_at, vet_id } = held.hold;
  const over = isOver(expires_at, now);
  useEffect(() => {
    if (over) onOver();
  }, [over, onOver]);
  const vet = practice.vets.find(({ id }) => id === vet_id)?.name;
  const time = f.dateTime(starts_at, practice.zone);
  return (
    <Note tone="blue" icon={Clock} className="mb-3 rounded-sheet px-3.5 py-2.5 text-[14px] leading-5">
      <b role="status">{vet ? t("book.heldWith", { time, vet }) : t("book.held", { time })}</b>{" "}
      <span aria-hidden="true">{t("book.left")} <b className="mono">{countdown(expires_at, now)}</b>{t("book.calm")}</span>
      <span className="sr-only">{t("book.heldUntil", { time: f.time(expires_at, practice.zone) })}</span>
    </Note>
  );
}
