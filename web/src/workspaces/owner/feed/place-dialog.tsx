import { LocateFixed } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";

import { ownPlace, TOWNS, type Place } from "./place";

export interface PlaceDialogProps {
  isOpen: boolean;
  onClose: () => void;
  place: Place | null;
  onChoose: (place: Place | null) => void;
}

/** Where to search around: where the person stands, or a town for whoever would rather not say. */
export function PlaceDialog({ isOpen, onClose, place, onChoose }: PlaceDialogProps) {
  const { t } = useTranslation(["w-owner", "common"]);
  const [isBusy, setBusy] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const choose = (next: Place | null): void => {
    onChoose(next);
    onClose();
  };
  const locate = async (): Promise<void> => {
    setBusy(true);
    setRefused(false);
    try {
      choose(await ownPlace());
    } catch {
      setRefused(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("place.title")}
      size="s"
      closeLabel={t("common:action.close")}
      footer={place !== null && <Button size="l" onClick={() => choose(null)}>{t("place.forget")}</Button>}
    >
      <div className="flex flex-col gap-4 pt-1">
        <Button size="l" tone="main" isWide icon={<LocateFixed size={18} aria-hidden="true" />} isBusy={isBusy} onClick={() => void locate()}>{t("place.own")}</Button>
        {isRefused && <Note tone="amber" role="alert">{t("place.refused")}</Note>}
        <Select
          label={t("place.town")}
          size="l"
          placeholder={t("place.choose")}
          value={place?.name ?? ""}
          onChange={(event) => choose(TOWNS.find((town) => town.name === event.target.value) ?? null)}
          options={TOWNS.map((town) => ({ value: town.name, label: town.name }))}
        />
        <p className="type-small text-ink-3">{t("place.kept")}</p>
      </div>
    </Dialog>
  );
}
