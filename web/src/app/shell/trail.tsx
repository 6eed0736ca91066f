import { useTranslation } from "react-i18next";
import { useSelector } from "react-redux";
import { Link } from "react-router";

import type { AppState } from "@/app/store";
import { WORKSPACES } from "@/app/workspaces";
import { cn } from "@/lib/cn";
import { i18next, LOCALES } from "@/lib/i18n";
import { withWords } from "@/lib/search-words";
import type { Crumb } from "@/lib/trail";

const icons = new Map(WORKSPACES.map((workspace) => [workspace.key, workspace.icon]));

/** The workspace that a crumb is called by, in whichever language: it is said in the language of now. */
function workspaceOf({ to, title }: Crumb): string | null {
  const workspace = to.split(/[/?]/)[3] ?? "";
  return LOCALES.some((language) => i18next.getResource(language, "shell", `workspace.${workspace}`) === title) ? workspace : null;
}

/** The way the person really took, newest last. The present crumb is raised; a dot marks what is not saved. */
export function Trail() {
  const { t } = useTranslation("shell");
  const crumbs = useSelector((state: AppState) => state.trail.crumbs);
  return (
    <nav aria-label={t("trail")} className="min-w-0 overflow-hidden">
      <ol className="flex items-center justify-start">
        {crumbs.map((crumb, index) => {
          const isNow = index === crumbs.length - 1;
          const workspace = workspaceOf(crumb);
          const Icon = icons.get(crumb.icon ?? "");
          return (
            <li key={crumb.key} className={cn("flex min-w-0 items-center", !isNow && "max-tablet:hidden")}>
              {index > 0 && <span aria-hidden="true" className="mx-px h-[1.5px] w-3.5 flex-none rounded-full bg-line-2 max-tablet:hidden" />}
              <Link
                to={crumb.to}
                state={withWords(crumb.words ?? "")}
                viewTransition
                aria-current={isNow ? "page" : undefined}
                className={cn(
                  "flex h-[26px] min-w-0 items-center gap-1.5 rounded-[7px] px-2 text-[12.5px] max-desk:h-9",
                  isNow ? "bg-surface font-semibold text-ink shadow-1" : "text-ink-3 hover:bg-hover hover:text-ink",
                )}
              >
                {Icon && <Icon size={15} className="flex-none" />}
                <span className="truncate">{workspace === null ? crumb.title : t(`workspace.${workspace}`)}</span>
                {crumb.isUnsaved && (
                  <span className="size-1.5 flex-none rounded-full bg-amber">
                    <span className="sr-only">, {t("common:state.unsaved")}</span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
