import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";

import { useMembership } from "@/features/identity/session";
import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";

import { PARTS } from "./parts";

/** With room beside the list the first part is open at once; a phone stays at the list. */
export function SettingsHome() {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const permissions = useMembership(slug)?.permissions ?? [];
  useCrumb({ key: "settings", title: t("title"), icon: "settings" });
  const first = PARTS.find((part) => permissions.includes(part.permission));
  const hasRoom = window.matchMedia("(min-width: 760px)").matches;
  return first && hasRoom ? <Navigate to={first.key} replace /> : null;
}
