import { useQuery } from "@tanstack/react-query";
import { Phone } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { foundOf, surest } from "@/features/ask-bar/rules";
import { clientQuery } from "@/features/patients/api";
import { useMap } from "@/lib/map";
import { Avatar } from "@/ui/avatar";

import { AskForm, Part, type CommandFormProps } from "./form";

interface Callee {
  id: string;
  name: string;
}

/** Those who are called so, else the owners of the animals that are. */
function calleesOf({ answer }: Pick<CommandFormProps, "answer">): Callee[] {
  const clients = surest(foundOf(answer, "client")).map(({ id, title }) => ({ id, name: title }));
  const owners = surest(foundOf(answer, "patient")).map((one) => ({ id: one.client_id ?? "", name: one.subtitle ?? "" }));
  return [...new Map((clients.length > 0 ? clients : owners).map((one) => [one.id, one])).values()];
}

/** "bel Anna terug": whom, at which number. */
export function CallForm({ command, answer, onDone, handle }: CommandFormProps) {
  const { t } = useTranslation("ask-bar");
  const { slug } = useMap();
  const callees = calleesOf({ answer });
  const [picked, setPicked] = useState<Callee | null>(null);
  const callee = picked ?? (callees.length === 1 ? (callees[0] ?? null) : null);
  const client = useQuery({ ...clientQuery(slug, callee?.id ?? ""), enabled: callee !== null });
  const phone = client.data?.phone ?? null;
  const dial = (): void => {
    if (phone === null) return;
    window.location.assign(`tel:${phone}`);
    onDone();
  };
  const hasMore = answer.groups.find(({ kind }) => kind === "client")?.has_more ?? false;
  return (
    <AskForm title={callee ? t("call.title", { name: callee.name }) : t("intent.call")} submitText={phone === null ? t("intent.call") : t("call.submit", { phone })} isReady={phone !== null} onSubmit={dial} handle={handle} tone="main" promise={t("call.promise")}>
      <Part label={t("call.which")} isMissing={callee === null}>
        {callees.length === 0 && <p className="text-ink-2">{t("call.none", { who: command.who ?? "" })}</p>}
        {callee === null && callees.map((one) => (
          <button key={one.id} type="button" onClick={() => setPicked(one)} className="flex min-h-10 items-center gap-2.5 rounded-md px-2 py-1 text-start shadow-quiet hover:bg-hover">
            <Avatar name={one.name} size={26} isDecorative />
            <b className="truncate">{one.name}</b>
          </button>
        ))}
        {callee === null && hasMore && <p className="type-small text-ink-2">{t("call.more")}</p>}
        {callee !== null && (
          <p className="flex items-center gap-2.5">
            <Phone size={16} aria-hidden="true" className="text-ink-3" />
            {phone !== null ? <a href={`tel:${phone}`} className="mono text-[15px] hover:underline">{phone}</a> : <span className="text-ink-2">{client.isError ? t("call.failed") : client.data && t("call.noPhone")}</span>}
          </p>
        )}
      </Part>
    </AskForm>
  );
}
