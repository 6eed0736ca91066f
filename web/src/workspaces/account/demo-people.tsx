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
      <ul className="-mx-2.5 grid grid-cols-3 gap-1.5 tablet:grid-cols-4">
        {demo.items.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              disabled={isBusy}
              onClick={() => onChoose(person.email, demo.password)}
              className="flex size-full flex-col items-center gap-1.5 rounded-sheet px-1.5 pt-2.5 pb-2 text-center transition-colors duration-quick hover:bg-selected disabled:opacity-50"
            >
              <Avatar name={person.name} size={48} isDecorative />
              <span className="flex min-w-0 flex-col">
                <span className="font-semibold">{person.name}</span>
                <span className="type-small text-ink-2">{person.role}</span>
                {person.practice_name && <span className="type-small text-ink-3">{person.practice_name}</span>}
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
