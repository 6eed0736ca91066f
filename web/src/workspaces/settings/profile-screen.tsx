import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { PracticeProfile, PracticeProfileChange } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { profileQuery } from "@/features/appointments/api";
import { changeProfile } from "@/features/settings/api";
import { changesOf } from "@/lib/changed";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { AccentField, KindsField, NotesFields, PlaceFields, WhoFields } from "./profile-fields";
import { PhotosField } from "./photos-field";
import { ProfilePreview } from "./profile-preview";
import { SaveBar } from "./save-bar";
import { FormSheet, PartFailed, PartLoading, Section, SheetHead, usePartCrumb } from "./sheet";
import { useEditing, type Faults } from "./use-editing";

/** The profile as the form holds it: figures as text while they are typed. */
export type ProfileValues = Omit<PracticeProfile, "id" | "slug" | "version" | "lat" | "lon"> & { lat: string; lon: string };

function valuesOf({ id: _id, slug: _slug, version: _version, lat, lon, ...rest }: PracticeProfile): ProfileValues {
  return { ...rest, lat: lat === null ? "" : String(lat), lon: lon === null ? "" : String(lon) };
}

const numberOf = (text: string): number | null => (text.trim() === "" ? null : Number(text.trim().replace(",", ".")));

function changeOf(before: ProfileValues, after: ProfileValues): PracticeProfileChange {
  const { lat, lon, ...rest } = changesOf(before, after);
  const isMoved = lat !== undefined || lon !== undefined;
  return { ...(rest as PracticeProfileChange), ...(isMoved ? { lat: numberOf(after.lat), lon: numberOf(after.lon) } : {}) };
}

function isOff(text: string, limit: number): boolean {
  const number = numberOf(text);
  return number !== null && !(Math.abs(number) <= limit);
}

function faultsOf(value: ProfileValues, t: (key: string) => string): Faults<ProfileValues> {
  const faults: Faults<ProfileValues> = {};
  if (value.name.trim() === "") faults.name = t("profile.fault.name");
  if (value.email !== "" && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.email)) faults.email = t("profile.fault.email");
  if (value.website !== "" && !/^https?:\/\/\S+$/.test(value.website)) faults.website = t("profile.fault.website");
  if (value.kvk_number !== "" && !/^\d{8}$/.test(value.kvk_number)) faults.kvk_number = t("profile.fault.kvk");
  if (isOff(value.lat, 90) || (value.lat === "") !== (value.lon === "")) faults.lat = t("profile.fault.place");
  if (isOff(value.lon, 180)) faults.lon = t("profile.fault.place");
  return faults;
}

export function ProfileScreen() {
  const { slug } = useMap();
  const { data: profile, isError, refetch } = useQuery({ ...profileQuery(slug), staleTime: 0 });
  if (profile) return <ProfileForm key={profile.version} profile={profile} />;
  return isError ? <PartFailed onRetry={() => void refetch()} /> : <PartLoading />;
}

function ProfileForm({ profile }: { profile: PracticeProfile }) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const queries = useQueryClient();
  const me = useMe();
  const initial = valuesOf(profile);
  const editing = useEditing<ProfileValues>({
    draftKey: `profile.${slug}.${me.id}`,
    initial,
    check: (value) => faultsOf(value, t),
    problemText: useProblemText("w-settings"),
    send: async (value) => {
      const changed = await changeProfile(slug, profile.version, changeOf(initial, value));
      queries.setQueryData(profileQuery(slug).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ["practices"] });
      toast.done(t("profile.saved"));
    },
  });
  usePartCrumb("profile", editing.isChanged);
  return (
    <div className="grid items-start gap-[18px] wide:grid-cols-[minmax(0,1fr)_248px]">
      <FormSheet label={t("part.name.profile")} onSave={() => editing.save()}>
        <SheetHead title={t("profile.title")}>{t("profile.lead")}</SheetHead>
        <Section title={t("profile.who")} className="mt-5 first:mt-5"><WhoFields {...editing} /></Section>
        <Section title={t("profile.place")}><PlaceFields {...editing} /></Section>
        <Section title={t("profile.kinds")} hint={t("profile.kindsHint")}><KindsField {...editing} /></Section>
        <Section title={t("photos.title")} hint={t("photos.hint")}><PhotosField slug={slug} name={profile.name} /></Section>
        <Section title={t("profile.look")} hint={t("profile.lookHint")}><AccentField {...editing} /></Section>
        <Section title={t("profile.notes")} hint={t("profile.notesHint")}><NotesFields {...editing} /></Section>
        <SaveBar part="profile" editing={editing} subject={editing.value.name || profile.name} />
      </FormSheet>
      <ProfilePreview slug={slug} value={editing.value} />
    </div>
  );
}
