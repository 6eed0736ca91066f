import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, CircleX, Hourglass } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { SEARCH_MAX } from "@/api/limits";
import type { MyVetApplication, PracticeCard } from "@/api/types";
import { vetApplicationsQuery } from "@/features/identity/applications";
import { dayIn } from "@/lib/formats";
import { useIntent } from "@/lib/idempotency";
import { useFormats } from "@/lib/i18n";
import { useProblemText, useSearchRefusal } from "@/lib/problems";
import { useTitle } from "@/lib/title";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Combobox } from "@/ui/combobox";
import { Note } from "@/ui/note";
import { Loading } from "@/ui/states";
import { Tag } from "@/ui/tag";
import { TextArea, TextField } from "@/ui/text-field";

import { feedQuery } from "../api";
import { BackLink, Failed, Page, Section } from "../parts/page";

import { applyAsVet } from "./api";

/** A vet asks to work at a practice that is in VetSync; the practice decides. */
export function VetApplicationScreen() {
  const { t } = useTranslation(["w-owner", "common"]);
  const mine = useQuery(vetApplicationsQuery);
  const items = mine.data?.items ?? [];
  useTitle(t("vetApplication.title"));
  return (
    <Page className="gap-6 tablet:max-w-[640px]">
      <BackLink to="/me">{t("me.title")}</BackLink>
      <div>
        <h1 className="type-display text-balance">{t("vetApplication.heading")}</h1>
        <p className="mt-2 max-w-prose text-ink-2">{t("vetApplication.lead")}</p>
      </div>
      {mine.error ? (
        <Failed title={t("vetApplication.failed")} error={mine.error} onRetry={() => void mine.refetch()} />
      ) : mine.isLoading ? (
        <Loading label={t("common:state.loading")}><span className="block h-20 rounded-card bg-skeleton animate-skeleton" /></Loading>
      ) : (
        items.length > 0 && <Section title={t("vetApplication.sentBefore")}><ul className="rounded-card bg-surface px-4 py-1 shadow-1">{items.map((one) => <Sent key={one.id} application={one} />)}</ul></Section>
      )}
      <Apply />
    </Page>
  );
}

const LOOKS = { pending: { tone: "amber", icon: Hourglass }, approved: { tone: "green", icon: Check }, rejected: { tone: "red", icon: CircleX } } as const;

function Sent({ application }: { application: MyVetApplication }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const { tone, icon: Icon } = LOOKS[application.state];
  return (
    <li className="flex min-h-[60px] items-center gap-3 py-2">
      <span className="flex min-w-0 flex-1 flex-col">
        <b>{application.practice_name}</b>
        <span className="text-[14px] text-ink-2">{[f.date(dayIn(application.created_at, "Europe/Amsterdam")), application.remarks].filter(Boolean).join(" · ")}</span>
      </span>
      <Tag tone={tone} icon={<Icon size={13} aria-hidden="true" />}>{t(`vetApplication.state.${application.state}`)}</Tag>
    </li>
  );
}

const EMPTY = { licence: "", specialisation: "", note: "" };

function Apply() {
  const { t } = useTranslation(["w-owner", "common"]);
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("w-owner");
  const refusal = useSearchRefusal();
  const [words, setWords] = useState("");
  const [practice, setPractice] = useState<PracticeCard | null>(null);
  const [values, setValues] = useState(EMPTY);
  const [state, setState] = useState<{ isBusy: boolean; isChecked: boolean; problem: string | null }>({ isBusy: false, isChecked: false, problem: null });
  const found = useInfiniteQuery({ ...feedQuery({ ...(words !== "" && { q: words }), sort: words === "" ? "name" : "relevance" }) });
  const cards = found.data?.pages[0]?.items ?? [];
  const options = (practice && !cards.some(({ slug }) => slug === practice.slug) ? [practice, ...cards] : cards).map((card) => ({ id: card.slug, text: `${card.name}, ${card.city}`, value: card }));
  const isLicence = values.licence.trim().length >= 2;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!practice || !isLicence) return setState({ isBusy: false, isChecked: true, problem: null });
    setState({ isBusy: true, isChecked: true, problem: null });
    try {
      const specialisation = values.specialisation.trim();
      const body = { licence_number: values.licence.trim(), note: values.note.trim(), ...(specialisation !== "" && { specialisation }) };
      await intent(body, (sent, headers) => applyAsVet(practice.slug, sent, headers), [practice.slug, body]);
      void queries.invalidateQueries({ queryKey: vetApplicationsQuery.queryKey });
      toast.done(t("vetApplication.done", { name: practice.name }));
      setValues(EMPTY);
      setPractice(null);
      setState({ isBusy: false, isChecked: false, problem: null });
    } catch (error) {
      setState({ isBusy: false, isChecked: true, problem: problemText(error) });
    }
  };
  const change = (change: Partial<typeof EMPTY>): void => setValues({ ...values, ...change });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {state.problem !== null && <Note tone="red" role="alert">{state.problem}</Note>}
      <Combobox label={t("vetApplication.practice")} size="l" options={options} selectedId={practice?.slug ?? null} onSelect={(option) => setPractice(option?.value ?? null)} onSearch={setWords} placeholder={t("vetApplication.search")} emptyText={t("vetApplication.noneFound")} isLoading={found.isFetching} maxLength={SEARCH_MAX.practices} error={refusal(found.error) ?? (state.isChecked && !practice ? t("vetApplication.error.practice") : undefined)} />
      <div className="grid gap-4 tablet:grid-cols-2">
        <TextField label={t("vetApplication.licence")} size="l" isMono maxLength={40} hint={t("vetApplication.licenceHint")} value={values.licence} onChange={(event) => change({ licence: event.target.value })} error={state.isChecked && !isLicence ? t("vetApplication.error.licence") : undefined} />
        <TextField label={t("vetApplication.specialisation")} size="l" maxLength={80} hint={t("common:state.optional")} value={values.specialisation} onChange={(event) => change({ specialisation: event.target.value })} />
      </div>
      <TextArea label={t("vetApplication.note")} size="l" rows={3} maxLength={1000} hint={t("common:state.optional")} value={values.note} onChange={(event) => change({ note: event.target.value })} />
      <Button type="submit" tone="main" size="l" isBusy={state.isBusy} className="self-start">{t("vetApplication.apply")}</Button>
    </form>
  );
}
