import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useLocation, useNavigate, useParams, useSearchParams } from "react-router";

import type { PracticePage } from "@/api/types";
import { useSession } from "@/features/identity/session";
import { useTitle } from "@/lib/title";
import { Loading, Skeleton } from "@/ui/states";

import { practiceQuery } from "../api";
import { Failed, Page } from "../parts/page";

import { BookingDone } from "./done";
import { BookFrame } from "./frame";
import { StepConfirm } from "./step-confirm";
import { StepTime } from "./step-time";
import { StepWho } from "./step-who";
import { useBooking } from "./use-booking";
import { useHold } from "./use-hold";

export function BookScreen() {
  const { t } = useTranslation(["w-owner", "common"]);
  const slug = useParams()["slug"] ?? "";
  const [params] = useSearchParams();
  const { pathname, search } = useLocation();
  const { status } = useSession();
  const practice = useQuery(practiceQuery(slug));
  const doneId = params.get("done");
  useTitle(practice.data ? t("book.title", { name: practice.data.name }) : null);
  // Only somebody with an account has chosen a pet: their session ended, and after the log-in they go on from here.
  if (status === "anonymous" && params.has("pet")) return <Navigate to={`/login?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (practice.data) return doneId === null ? <Booking key={slug} practice={practice.data} /> : <BookingDone practice={practice.data} appointmentId={doneId} />;
  if (practice.error) return <Page><Failed title={t("clinic.failed")} error={practice.error} onRetry={() => void practice.refetch()} /></Page>;
  return (
    <Page className="max-w-[560px]">
      <Loading label={t("common:state.loading")} className="flex flex-col gap-4">
        <Skeleton className="h-10" />
        <Skeleton className="h-9 w-64" />
        <Skeleton className="h-[130px] rounded-card" />
        <Skeleton className="h-[260px] rounded-card" />
      </Loading>
    </Page>
  );
}

const TITLES = { 1: "book.whoTitle", 2: "book.whenTitle", 3: "book.checkTitle" } as const;

function Booking({ practice }: { practice: PracticePage }) {
  const { t } = useTranslation("w-owner");
  const navigate = useNavigate();
  const form = useBooking(practice);
  const keeper = useHold(practice.slug);
  const { step } = form;
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [step]);
  const back = (): void => {
    if (step === 1) void navigate(`/practices/${practice.slug}`);
    else form.goTo(step === 3 ? 2 : 1);
  };
  return (
    <BookFrame practice={practice} step={step} title={t(TITLES[step])} onBack={back}>
      {step === 1 && <StepWho practice={practice} form={form} />}
      {step === 2 && <StepTime practice={practice} form={form} keeper={keeper} />}
      {step === 3 && <StepConfirm practice={practice} form={form} keeper={keeper} />}
    </BookFrame>
  );
}
