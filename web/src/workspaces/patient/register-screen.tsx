import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";

import { isProblem } from "@/api/problem";
import type { Candidate } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { useMe } from "@/features/identity/session";
import { clientQuery, registerPatient } from "@/features/patients/api";
import { Doubts, useDoubts } from "@/features/patients/doubts";
import { newcomerOf, type Newcomer } from "@/features/patients/newcomer";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { wordsOf } from "@/lib/search-words";
import { toast } from "@/lib/toasts";
import { useCrumb } from "@/lib/trail";
import { useDraft } from "@/lib/use-draft";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { Note } from "@/ui/note";

import { AnimalFields } from "./animal-fields";
import { ClientFields } from "./client-fields";
import { Duplicates } from "./duplicates";
import { animalBody, animalSchema, clientSchema, factsOf, fieldOf, isPhone, NO_ANIMAL, NO_CLIENT, type AnimalValues, type ClientValues } from "./fields";

/** A new owner with a first animal, or one more animal of somebody known (`?client=`). `?then=front-desk` leads back there. */
export function RegisterScreen() {
  const { t } = useTranslation(["w-patient", "patients"]);
  const { slug, href } = useMap();
  const [search, setSearch] = useSearchParams();
  const clientId = search.get("client");
  const then = search.get("then") === "front-desk" ? href("front-desk") : null;
  const take = (id: string | null): void => setSearch({ ...(id === null ? {} : { client: id }), ...(then === null ? {} : { then: "front-desk" }) }, { replace: true, flushSync: true });
  const { data: known } = useQuery({ ...clientQuery(slug, clientId ?? ""), enabled: clientId !== null });
  const today = useNow().toISOString().slice(0, 10);
  const form = useRegistration(slug, clientId, today, then);
  useCrumb({ key: "patient:new", title: t("register.title"), icon: "patient", isUnsaved: form.isKept });
  const owner = known && [known.first_name, known.prefix, known.last_name].filter(Boolean).join(" ");
  return (
    <div className="flex max-w-[860px] flex-col gap-3.5">
      <h1 className="type-h1">{owner ? t("register.another", { name: owner }) : t("register.heading")}</h1>
      <form noValidate className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void form.submit({}); }}>
        <Sheet className="flex flex-col gap-6 p-6">
          <section aria-label={t("register.owner")} className="flex flex-col gap-3">
            <h2 className="type-h3">{t("register.owner")}</h2>
            {known && owner ? (
              <p className="flex items-center gap-2.5"><Avatar name={owner} size={32} isDecorative /><b>{owner}</b> <span className="text-ink-2">{known.city}</span><Button tone="link" onClick={() => take(null)}>{t("register.other")}</Button></p>
            ) : (
              <>
                <ClientFields form={form.client} />
                <Duplicates slug={slug} form={form.client} onTake={take} />
              </>
            )}
          </section>
          <section aria-label={t("register.animal")} className="flex flex-col gap-3">
            <h2 className="type-h3">{t("register.animal")}</h2>
            <AnimalFields form={form.animal} today={today} isWeightAsked />
          </section>
        </Sheet>
        <Doubts doubts={form.doubts} species={form.animal.getValues("species")} onSure={() => void form.submit({ isSure: true })} />
        <Refusal problem={form.problem} onTake={(id) => { take(id); form.forget(); }} onConfirm={() => void form.submit({ isConfirmed: true })} />
        <footer className="flex items-center gap-2">
          <Button tone="main" type="submit" isBusy={form.isBusy}>{t("register.submit")}</Button>
          <Button tone="bare" asChild><Link to={then ?? href("patient") ?? ""}>{t("common:action.cancel")}</Link></Button>
          {form.isKept && <span className="type-small text-ink-3">{t("register.kept")}</span>}
        </footer>
      </form>
    </div>
  );
}

function useRegistration(slug: string, clientId: string | null, today: string, then: string | null) {
  const { t } = useTranslation("w-patient");
  const map = useMap();
  const navigate = useNavigate();
  const { state } = useLocation();
  const words = wordsOf(state);
  const newcomer = newcomerOf(state);
  const queries = useQueryClient();
  const intent = useIntent();
  const draft = useDraft(`register.${slug}.${useMe().id}`, { animal: NO_ANIMAL, client: NO_CLIENT });
  const animal = useForm<AnimalValues>({ resolver: zodResolver(animalSchema), defaultValues: { ...draft.value.animal, species: draft.value.animal.species || (newcomer.species ?? "") } });
  const client = useForm<ClientValues>({ resolver: zodResolver(clientSchema), defaultValues: begun(draft.value.client, words, newcomer) });
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { set } = draft;
  useEffect(() => {
    const keep = (): void => set({ animal: animal.getValues(), client: client.getValues() });
    const ends = [animal.subscribe({ formState: { values: true }, callback: keep }), client.subscribe({ formState: { values: true }, callback: keep })];
    return () => ends.forEach((end) => end());
  }, [animal, client, set]);

  useEffect(() => {
    // What was typed at the desk stands in one field already: the person goes on in the next.
    if (words !== "") client.setFocus(isPhone(words) ? "last_name" : "phone");
  }, [client, words]);

  const problemText = useProblemText("w-patient");
  const doubts = useDoubts(factsOf(useWatch({ control: animal.control }) as AnimalValues), today);

  /** A refusal that names a field stands at that field; anything else, a duplicate first of all, under the form. */
  const refuse = (error: unknown): void => {
    const field = isProblem(error) ? fieldOf(error.field) : undefined;
    const message = { message: problemText(error) };
    if (field !== undefined && field in NO_ANIMAL) animal.setError(field as keyof AnimalValues, message, { shouldFocus: true });
    else if (field !== undefined && field in NO_CLIENT && clientId === null) client.setError(field as keyof ClientValues, message, { shouldFocus: true });
    else setProblem(error);
  };

  const submit = async ({ isConfirmed = false, isSure = false }): Promise<void> => {
    if (isBusy) return;
    const isWhole = [await animal.trigger(), clientId !== null || (await client.trigger())].every(Boolean);
    if (!isWhole || !doubts.mayGoOn(isSure)) return;
    setBusy(true);
    setProblem(null);
    const values = client.getValues();
    const who = clientId === null ? { client: { ...values, email: values.email || null } } : { client_id: clientId };
    try {
      const body = { ...who, patient: animalBody(animal.getValues()), confirmed_new: isConfirmed };
      const made = await intent(body, (sent, headers) => registerPatient(slug, sent, headers));
      draft.clear();
      toast.done(t("done.registered", { name: animal.getValues("name") }));
      void queries.invalidateQueries({ queryKey: ["patients"] });
      void queries.invalidateQueries({ queryKey: ["clients"] });
      if (then === null) map.go("patient", made.patient_id);
      else void navigate(`${then}?patient=${made.patient_id}`, { viewTransition: true });
    } catch (error) {
      refuse(error);
    } finally {
      setBusy(false);
    }
  };
  return { animal, client, submit, doubts: doubts.asked, problem, isBusy, isKept: draft.isKept, forget: () => setProblem(null) };
}

/** The form with what was typed at the desk, where it has nothing of its own. */
function begun(kept: ClientValues, words: string, { first_name = "", prefix = "", last_name = "", phone = "" }: Newcomer): ClientValues {
  const isNamed = kept.last_name !== "" || kept.first_name !== "";
  const values = { ...kept, ...(isNamed ? {} : { first_name, prefix, last_name }), phone: kept.phone || phone };
  if (words === "") return values;
  return isPhone(words) ? { ...values, phone: values.phone || words.trim() } : { ...values, last_name: values.last_name || words.trim().replace(/^./u, (letter) => letter.toUpperCase()) };
}

function Refusal({ problem, onTake, onConfirm }: { problem: unknown; onTake: (clientId: string) => void; onConfirm: () => void }) {
  const { t } = useTranslation("w-patient");
  const problemText = useProblemText("w-patient");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== null) box.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);
  if (problem === null) return null;
  if (!isProblem(problem, "possible_duplicate")) return <Note tone="red" role="alert">{problemText(problem)}</Note>;
  const candidates = (problem.data["candidates"] ?? []) as Candidate[];
  return (
    <div ref={box} className="scroll-my-4">
      <Note tone="amber" role="alert">
        <p className="weight-name">{t("duplicates.refused")}</p>
        <ul className="mt-2 flex flex-col gap-1.5">
          {candidates.map((one) => (
            <li key={one.client_id} className="flex flex-wrap items-center gap-2">
              <span className="flex-1"><b>{one.client_name}</b>, {[one.city, ...one.patient_names].filter(Boolean).join(", ")}</span>
              <Button size="s" onClick={() => onTake(one.client_id)}>{t("duplicates.take", { name: one.client_name })}</Button>
            </li>
          ))}
        </ul>
        <Button size="s" tone="bare" className="mt-2" onClick={onConfirm}>{t("duplicates.confirm")}</Button>
      </Note>
    </div>
  );
}
