import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { toast } from "@/lib/toasts";

import { bookAtDesk } from "./api";
import { appointmentsChanged, useStep } from "./use-step";
import { whoOf } from "./visit-line";

/** Books at the desk, once, with an undo of ten seconds; a refusal is kept to be shown where it was asked. */
export function useBooking(slug: string, zone: string, onBooked: () => void, onRefused: () => void) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const queries = useQueryClient();
  const intent = useIntent();
  const step = useStep(slug);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState<string | null>(null);
  const isUnderWay = useRef(false);
  const book = async (wish: Parameters<typeof bookAtDesk>[1]): Promise<void> => {
    // The button is off while it goes, Enter is not.
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    setProblem(null);
    setAsked(wish.vet_id ?? null);
    try {
      const row = await intent(wish, (sent, headers) => bookAtDesk(slug, sent, headers));
      const undo = (): void => void step(row, { kind: "cancel" });
      toast.done(t("done.book", { who: whoOf(row), day: f.day(row.starts_at, zone, new Date()), time: f.time(row.starts_at, zone) }), undo);
      onBooked();
    } catch (error) {
      setProblem(error);
      // A time that is gone must not stay on the button.
      if (isProblem(error) && error.status === 409) onRefused();
    } finally {
      isUnderWay.current = false;
      setBusy(false);
      appointmentsChanged(queries);
    }
  };
  return { book, problem, isBusy, asked, forget: () => setProblem(null) };
}
