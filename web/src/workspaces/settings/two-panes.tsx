import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { cn } from "@/lib/cn";

/** A list of things and the sheet of the one that is chosen. Where there is no room for both, one shows at a time. */
export function TwoPanes({ list, backTo, isOpen, children }: { list: ReactNode; backTo: string; isOpen: boolean; children: ReactNode }) {
  const { t } = useTranslation("w-settings");
  return (
    <div className="grid items-start gap-[18px] desk:grid-cols-[280px_minmax(0,1fr)]">
      <div className={cn("min-w-0", isOpen && "max-desk:hidden")}>{list}</div>
      <div className={cn("min-w-0", !isOpen && "max-desk:hidden")}>
        <Link to={backTo} className="type-small weight-name mb-2 inline-flex items-center gap-1 rounded-chip py-1 text-blue-ink desk:hidden">
          <ChevronLeft size={14} aria-hidden="true" />{t("common:action.back")}
        </Link>
        {children}
      </div>
    </div>
  );
}

export interface ListLinkProps {
  to: string;
  isOpen: boolean;
  /** Faded: not in use now. */
  isOff?: boolean;
  start?: ReactNode;
  title: string;
  children?: ReactNode;
  end?: ReactNode;
}

/** One line of such a list. */
export function ListLink({ to, isOpen, isOff, start, title, children, end }: ListLinkProps) {
  return (
    <Link
      to={to}
      aria-current={isOpen ? "true" : undefined}
      className={cn(
        "flex items-center gap-2.5 rounded-md px-2.5 py-2 transition-colors duration-quick",
        isOpen ? "bg-surface shadow-[0_0_0_2px_var(--blue-fill)]" : "hover:bg-hover",
      )}
    >
      {start}
      <span className="flex min-w-0 flex-1 flex-col">
        <span className={cn("truncate font-semibold", isOff && "text-ink-3")}>{title}</span>
        {children && <span className="type-small truncate text-ink-2">{children}</span>}
      </span>
      {end}
    </Link>
  );
}
