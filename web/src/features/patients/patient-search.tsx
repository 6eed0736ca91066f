import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import { SEARCH_MAX } from "@/api/limits";
import type { PatientLine } from "@/api/types";
import { useSearchRefusal } from "@/lib/problems";
import { Combobox } from "@/ui/combobox";

import { patientSearchQuery } from "./api";
import { PetPicture } from "./pet-picture";

export interface PatientSearchProps {
  slug: string;
  label: string;
  selected: PatientLine | null;
  onSelect: (patient: PatientLine | null) => void;
  error?: string | undefined;
}

/** One field for the animal's name, its owner's, a phone number or a chip. */
export function PatientSearch({ slug, label, selected, onSelect, error }: PatientSearchProps) {
  const { t } = useTranslation(["patients", "common"]);
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text);
  const refusal = useSearchRefusal();
  const { data, isFetching, error: failure } = useQuery(patientSearchQuery(slug, wanted));
  const found = data?.items ?? [];
  const lines = selected && !found.some((line) => line.id === selected.id) ? [selected, ...found] : found;
  return (
    <Combobox
      label={label}
      error={error ?? refusal(failure)}
      maxLength={SEARCH_MAX.patients}
      icon={<Search size={16} />}
      placeholder={t("search.placeholder")}
      emptyText={wanted.trim().length > 1 ? t("search.none") : t("search.hint")}
      isLoading={isFetching}
      selectedId={selected?.id ?? null}
      onSearch={setText}
      onSelect={(option) => onSelect(option?.value ?? null)}
      options={lines.map((line) => ({
        id: line.id,
        text: `${line.name}, ${line.client_name}`,
        value: line,
        content: (
          <>
            <PetPicture pet={line} size={28} />
            <span className="min-w-0 flex-1">
              <span className="block truncate"><b>{line.name}</b> <span className="text-ink-2">{line.client_name}</span></span>
              <span className="type-small block truncate text-ink-3">{[line.breed || t(`common:species.${line.species}`), line.city].filter(Boolean).join(", ")}</span>
            </span>
          </>
        ),
      }))}
    />
  );
}
