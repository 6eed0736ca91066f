import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Board, BoardRow } from "@/api/types";
import { OvertakenById } from "@/features/appointments/overtaken-dialog";
import { useNow, useZone } from "@/features/appointments/practice";
import { StepDialogs } from "@/features/appointments/step-dialogs";
import { useMay } from "@/features/identity/session";
import { boardQuery } from "@/features/visits/api";
import { changesOf, type Column } from "@/features/visits/rules";
import { useActions } from "@/lib/actions";
import { dayIn } from "@/lib/formats";
import { useMap } from "@/lib/map";
import { withWords } from "@/lib/search-words";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { EmptyState, ErrorState } from "@/ui/states";
import { useNavigate } from "react-router";

import { BoardHead } from "./board-head";
import { BoardSkeleton, StagePicker } from "./board-states";
import { CallPanel } from "./call-panel";
import { Flow } from "./flow";
import { Quiet } from "./quiet";
import { RoomDialog } from "./room-dialog";
import { useCall } from "./use-call";
import { useDesk } from "./use-desk";
import { useIsPhone } from "./use-is-phone";

/** Left who calls or stands at the desk, right the way of everybody through the house. */
export function Screen() {
  const { t } = useTranslation(["w-front-desk", "visits", "appointments", "patients"]);
  const map = useMap();
  const { slug } = map;
  const now = useNow();
  const zone = useZone(slug);
  const board = useQuery({ ...boardQuery(slug, dayIn(now, zone)), placeholderData: keepPreviousData });
  const field = useRef<HTMLInputElement>(null);
  const today = board.data?.items ?? NOBODY;
  const call = useCall(slug, zone, today, field);
  const desk = useDesk(slug, board.data, now, call, field);
  const onNew = useRegister(call.call.words);

  // Told apart so that the crumb of a call goes when the call ends.
  useCrumb({ key: "front-desk", title: t("title"), icon: "front-desk", ...(call.isBegun ? {} : { isUnsaved: false }) });
  const caller = call.patient?.name ?? (call.call.clientName || call.call.words);
  useCrumb(call.isBegun ? { key: "front-desk:call", title: t("call.crumb", { name: caller }), icon: "front-desk", isUnsaved: true } : null);
  useActions(desk.actions, desk.subject, desk.thing);

  return (
    <div className="grid gap-3 print:block max-tablet:pb-2 tablet:h-full tablet:grid-cols-[300px_minmax(0,1fr)] desk:grid-cols-[340px_minmax(0,1fr)] wide:grid-cols-[372px_minmax(0,1fr)] wide:gap-[18px]">
      <CallPanel slug={slug} zone={zone} now={now} state={call} today={today} onNew={onNew} onUse={desk.letGo} field={field} />
      <div className="flex min-h-0 min-w-0 flex-col gap-3 tablet:overflow-auto tablet:pt-1.5 wide:overflow-visible">
        {board.data ? <TheBoard slug={slug} board={board.data} now={now} desk={desk} /> : board.isError ? <Failed onRetry={() => void board.refetch()} /> : <BoardSkeleton isPhone={desk.isPhone} />}
        <StepDialogs slug={slug} zone={zone} row={desk.asked?.row} asked={desk.asked?.step ?? null} onClose={desk.closeAsked} />
        <Quiet slug={slug} zone={zone} now={now} />
      </div>
    </div>
  );
}

const NOBODY: readonly BoardRow[] = [];

/** Where a new client is registered, with what was typed; afterwards the way leads back here. */
function useRegister(words: string): (() => void) | undefined {
  const map = useMap();
  const navigate = useNavigate();
  const to = map.href("patient", "new");
  const mayWrite = useMay(map.slug, "patients.write");
  const go = useCallback(() => void navigate(`${to ?? ""}?then=front-desk`, { viewTransition: true, state: withWords(words) }), [navigate, to, words]);
  return mayWrite && to !== null ? go : undefined;
}

function Failed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation(["w-front-desk", "common"]);
  return (
    <>
      <h1 className="type-h1">{t("failed.heading")}</h1>
      <ErrorState className="flex-none" title={t("failed.title")} action={<Button onClick={onRetry}>{t("common:action.retry")}</Button>}>{t("failed.text")}</ErrorState>
      <span className="flex-1" />
    </>
  );
}

function TheBoard({ slug, board, now, desk }: { slug: string; board: Board; now: Date; desk: ReturnType<typeof useDesk> }) {
  const { t } = useTranslation("w-front-desk");
  const isPhone = useIsPhone();
  const [stage, setStage] = useState<Column>("expected");
  const isEmpty = board.items.every((row) => row.stage === "withdrawn");
  return (
    <>
      <Told rows={board.items} />
      <BoardHead board={board} now={now} onSelect={desk.select} />
      {isEmpty ? (
        <>
          <EmptyState className="flex-none" title={t("empty.title")} action={<Button onClick={desk.toCall}>{t("empty.action")}</Button>}>{t("empty.text")}</EmptyState>
          <span className="flex-1" />
        </>
      ) : (
        <>
          {isPhone && <StagePicker board={board} stage={stage} onChange={setStage} />}
          <Flow board={board} now={now} selectedId={desk.selectedId} onSelect={desk.select} onOpen={desk.open} onForward={desk.forward} onDrop={desk.drop} only={isPhone ? stage : null} />
        </>
      )}
      {desk.choosing && (desk.isChosenGone ? (
        <OvertakenById slug={slug} zone={board.zone} id={desk.choosing.appointment_id ?? ""} onClose={desk.closeRooms} />
      ) : (
        <RoomDialog row={desk.choosing} board={board} onChoose={desk.takeRoom} onClose={desk.closeRooms} />
      ))}
    </>
  );
}

/** Says to those who do not see the board who came, was called in or left. */
function Told({ rows }: { rows: readonly BoardRow[] }) {
  const { t } = useTranslation("visits");
  const [text, setText] = useState("");
  const before = useRef(rows);
  useEffect(() => {
    const changed = changesOf(before.current, rows);
    before.current = rows;
    if (changed.length > 0) setText(changed.map((row) => t(`now.${row.stage}`, { name: row.patient_name })).join(". "));
  }, [rows, t]);
  return <p role="status" className="sr-only">{text}</p>;
}
