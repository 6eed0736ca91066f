import { useInfiniteQuery } from "@tanstack/react-query";
import { Building2, ChartColumn, ClipboardCheck, Languages, LogOut, Moon, Network, RefreshCw, ScrollText, Sun, UserRound, Users } from "lucide-react";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { SEARCH_MAX } from "@/api/limits";
import { applicationsQuery, clinicsQuery, usersQuery } from "@/features/platform/api";
import { useMap } from "@/lib/map";
import { plain } from "@/lib/matched-parts";
import { withWords } from "@/lib/search-words";
import { useDebounced } from "@/lib/use-debounced";
import { HubIcon } from "@/ui/icons";

import { useOneself } from "./use-oneself";

export type PlatformKind = "place" | "application" | "clinic" | "user" | "act";

export interface PlatformOption {
  id: string;
  kind: PlatformKind;
  title: string;
  detail?: string;
  icon: ComponentType<{ size?: number }>;
  run: () => void;
}

const PLACES = { hub: HubIcon, clinics: Building2, users: Users, franchises: Network, ranking: ChartColumn, activity: ScrollText, jobs: RefreshCw } as const;
const PAUSE_MS = 150;
const EACH = 5;

const wordsIn = (text: string): string[] => plain(text).split(/[^\p{L}\p{N}@.]+/u).filter(Boolean);

/** Every word that was typed begins a word of what it is called, or of what people call it. */
export function fitsWords(typed: string, ...called: string[]): boolean {
  const words = called.flatMap(wordsIn);
  return wordsIn(typed).every((part) => words.some((word) => word.startsWith(part)));
}

/** The platform's own finders and places for one line. The server judges who may look; nothing is done before Enter. */
export function usePlatformFound(text: string): { options: PlatformOption[]; isBehind: boolean } {
  const { t } = useTranslation(["ask-bar", "w-admin", "shell"]);
  const map = useMap();
  const navigate = useNavigate();
  const typed = text.trim();
  const asked = useDebounced(typed, PAUSE_MS);
  const isSought = asked.length >= 2;
  // With nothing typed yet those who wait longest stand there.
  const isListed = isSought || typed === "";
  const clinics = useInfiniteQuery({ ...clinicsQuery({ q: asked.slice(0, SEARCH_MAX.clinics) }, EACH), enabled: isSought });
  const users = useInfiniteQuery({ ...usersQuery(asked.slice(0, SEARCH_MAX.users), undefined), enabled: isSought });
  const applications = useInfiniteQuery({ ...applicationsQuery("submitted", asked.slice(0, SEARCH_MAX.applications), EACH), enabled: isListed });
  const acts = useOwnActs();
  const go = (rest: string[], words = ""): void => void navigate(map.href("admin", ...rest) ?? "/platform", { viewTransition: true, state: withWords(words) });
  const places: PlatformOption[] = [
    ...(Object.keys(PLACES) as (keyof typeof PLACES)[]).map((key): PlatformOption & { called: string } => ({ id: `ask-place-${key}`, kind: "place", icon: PLACES[key], title: t(`w-admin:place.${key}`), called: t(`platform.words.${key}`), run: () => go(key === "hub" ? [] : [key]) })),
    { id: "ask-place-account", kind: "place" as const, icon: UserRound, title: t("platform.account"), called: t("platform.words.account"), run: () => void navigate("/me") },
  ].filter(({ title, called }) => fitsWords(typed, title, called));
  const waiting = isListed ? (applications.data?.pages[0]?.items ?? []).map(({ id, name, city }): PlatformOption => ({ id: `ask-application-${id}`, kind: "application", icon: ClipboardCheck, title: name, detail: [t("platform.application"), city].filter(Boolean).join(" · "), run: () => go(["applications", id]) })) : [];
  const foundClinics = isSought ? (clinics.data?.pages[0]?.items ?? []).map(({ slug, name, city }): PlatformOption => ({ id: `ask-clinic-${slug}`, kind: "clinic", icon: Building2, title: name, detail: city ?? "", run: () => go(["clinics"], name) })) : [];
  const foundUsers = isSought ? (users.data?.pages[0]?.items ?? []).slice(0, EACH).map((one): PlatformOption => ({ id: `ask-user-${one.id}`, kind: "user", icon: UserRound, title: `${one.first_name} ${one.last_name}`, detail: one.email, run: () => go(["users"], one.email) })) : [];
  return {
    options: [...places, ...waiting, ...foundClinics, ...foundUsers, ...acts.filter(({ title, called }) => fitsWords(typed, title, called))],
    isBehind: asked !== typed || (isSought && (applications.isPending || clinics.isPending || users.isPending)),
  };
}

/** Leaving, the look and the language, as in one's own corner. */
function useOwnActs(): (PlatformOption & { called: string })[] {
  const { t } = useTranslation(["ask-bar", "shell"]);
  const { locale, theme, isLosing, takeLocale, takeTheme, leave } = useOneself();
  const looks = (["dark", "light"] as const).filter((look) => look !== theme).map((look) => ({
    id: `ask-act-${look}`, kind: "act" as const, icon: look === "dark" ? Moon : Sun, title: t(`own.${look}`), called: t(`platform.words.${look}`), run: () => takeTheme(look),
  }));
  const languages = (["nl", "en"] as const).filter((language) => language !== locale).map((language) => ({
    id: `ask-act-${language}`, kind: "act" as const, icon: Languages, title: t(`own.${language}`), called: t(`platform.words.${language}`), run: () => takeLocale(language),
  }));
  return [
    ...looks,
    ...languages,
    { id: "ask-act-leave", kind: "act", icon: LogOut, title: t(isLosing ? "shell:leaving.lose" : "own.leave"), called: t("platform.words.leave"), detail: t(isLosing ? "shell:leaving.text" : "own.leaveText"), run: () => void leave() },
  ];
}
