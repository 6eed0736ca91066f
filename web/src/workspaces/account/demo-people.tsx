import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { demoPeopleQuery } from "@/features/identity/api";
import { Avatar } from "@/ui/avatar";

export interface DemoPeopleProps {
  onChoose: (email: string, password: string) => void;
  isBusy: boolean;
}

/** In a demonstration one click logs in as somebody. Elsewhere nothing of this is there. */
export function DemoPeople({ onChoose, isBusy }: DemoPeopleProps) {
  const { t } = useTranslation("w-account");
  const { data: demo } = useQuery(demoPeopleQuery);
  if (!demo || demo.items.length === 0) return null;
  return (
    <section aria-label={t("logIn.people")} className="flex flex-col gap-5">
      <ul className="-mx-2.5 grid grid-cols-2 gap-0.5">
        {demo.items.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              disabled={isBusy}
              onClick={() => onChoose(person.email, demo.password)}
              className="flex size-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left transition-colors duration-quick hover:bg-selected disabled:opacity-50"
            >
              <Avatar name={person.name} size={32} isDecorative />
              <span className="flex min-w-0 flex-col">
                <span className="truncate font-semibold">{person.name}</span>
                <span className="type-small truncate text-ink-2">
                  {[t(`role.${person.role}`, { defaultValue: person.role }), person.practice_name].filter(Boolean).join(", ")}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="type-small flex items-center gap-3 text-ink-3 before:h-px before:flex-1 before:bg-line-2 after:h-px after:flex-1 after:bg-line-2">
        {t("logIn.or")}
      </p>
    </section>
  );
}
