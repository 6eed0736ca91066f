import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { addAddendum } from "@/features/records/api";
import { LongText } from "@/features/records/long-text";
import { useRecordAttempt } from "@/features/records/use-parts";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import type { Draft } from "@/lib/use-draft";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { TextArea } from "@/ui/text-field";

/** What was added after the signature, each with who and when; the signed text never changes. */
export function Addenda({ slug, record, zone, draft, isWriting, onDone }: { slug: string; record: RecordView; zone: string; draft: Draft<string>; isWriting: boolean; onDone: () => void }) {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  return (
    <>
      {record.addenda.length > 0 && (
        <section aria-label={t("addenda.title")} className="mt-6 flex flex-col gap-3 border-t border-line pt-4 pl-[34px]">
          <h2 className="type-label text-ink-2">{t("addenda.title")}</h2>
          {record.addenda.map((one) => (
            <article key={one.id} className="animate-row">
              <LongText text={one.text} />
              <p className="type-small text-ink-3">{one.author_name}, {f.dateTime(one.written_at, zone)}</p>
            </article>
          ))}
        </section>
      )}
      {isWriting && <Writing slug={slug} record={record} draft={draft} onDone={onDone} />}
    </>
  );
}

function Writing({ slug, record, draft, onDone }: { slug: string; record: RecordView; draft: Draft<string>; onDone: () => void }) {
  const { t } = useTranslation("w-consult");
  const attempt = useRecordAttempt(slug, record.id);
  const problemText = useProblemText("records");
  const [problem, setProblem] = useState<unknown>(null);
  const intent = useIntent();
  const [isBusy, setBusy] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    box.current?.querySelector("textarea")?.focus();
  }, []);
  const submit = async (): Promise<void> => {
    if (draft.value.trim() === "") return;
    setBusy(true);
    const refused = await attempt(() => intent(draft.value.trim(), (text, headers) => addAddendum(slug, record.id, text, headers)));
    setBusy(false);
    setProblem(refused);
    if (refused !== null) return;
    draft.clear();
    onDone();
  };
  return (
    <form ref={box} className="mt-5 flex flex-col gap-2 pl-[34px]" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <TextArea label={t("addenda.new")} value={draft.value} maxLength={20_000} onChange={(event) => draft.set(event.target.value)} />
      {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
      <div className="flex gap-2">
        <Button tone="main" type="submit" isBusy={isBusy} disabled={isBusy || draft.value.trim() === ""}>{t("addenda.submit")}</Button>
        <Button tone="bare" onClick={onDone}>{t("common:action.cancel")}</Button>
      </div>
    </form>
  );
}
