import { useInfiniteQuery } from "@tanstack/react-query";
import { Calendar, MessageSquare, Search } from "lucide-react";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet, useLocation } from "react-router";

import { useSession } from "@/features/identity/session";
import { myThreadsQuery } from "@/features/messages/api";
import { cn } from "@/lib/cn";
import { HEADER_SLOT } from "@/lib/header-slot";
import { Button } from "@/ui/button";
import { PawIcon } from "@/ui/icons";
import { Logo } from "@/ui/logo";

import { YouMenu } from "./you-menu";

interface NavItem {
  to: string;
  key: "search" | "pets" | "appointments" | "messages";
  icon: ComponentType<{ size?: number; className?: string }>;
}

const ITEMS: readonly NavItem[] = [
  { to: "/", key: "search", icon: Search },
  { to: "/pets", key: "pets", icon: PawIcon },
  { to: "/appointments", key: "appointments", icon: Calendar },
  { to: "/messages", key: "messages", icon: MessageSquare },
];

/** The owners' site: on a phone a bar at the bottom, on a desktop one line at the top. */
export function OwnerShell() {
  const { t } = useTranslation("shell");
  return (
    <div className="type-owner relative flex min-h-dvh flex-col bg-paper">
      <a href="#canvas" className="absolute -top-20 left-3 z-50 rounded-md bg-raised px-3 py-2 focus:top-2 focus:shadow-3 print:hidden">{t("skip")}</a>
      <TopBar />
      <PhoneCorner />
      <main id="canvas" tabIndex={-1} className="flex min-h-0 flex-1 flex-col pb-[76px] outline-none tablet:pb-0 print:block print:pb-0">
        <Outlet />
      </main>
      <BottomBar />
    </div>
  );
}

/** How many messages wait for this person; nobody is asked for who is not signed in. */
function useUnread(): number {
  const { me } = useSession();
  const { data } = useInfiniteQuery({ ...myThreadsQuery, enabled: me !== null });
  return me ? (data?.pages.flatMap((page) => page.items) ?? []).reduce((sum, thread) => sum + thread.unread, 0) : 0;
}

/** An item's picture, with a dot when something behind it was not read. */
function ItemIcon({ item, size, unread }: { item: NavItem; size: number; unread: number }) {
  const { t } = useTranslation("shell");
  const Icon = item.icon;
  if (item.key !== "messages" || unread === 0) return <Icon size={size} />;
  return (
    <span className="relative">
      <Icon size={size} />
      <span className="absolute -top-0.5 -right-1 size-2.5 rounded-full bg-blue shadow-[0_0_0_2px_var(--surface)]" />
      <span className="sr-only">{t("owner.unread", { count: unread })}</span>
    </span>
  );
}

function TopBar() {
  const { t } = useTranslation("shell");
  const unread = useUnread();
  const { me } = useSession();
  return (
    <header className="sticky top-0 z-20 hidden h-[72px] flex-none items-center gap-7 bg-paper px-7 tablet:flex print:hidden">
      <Link to="/" className="rounded-md"><Logo size={22} /></Link>
      <div id={HEADER_SLOT} className="min-w-0 max-w-[440px] flex-1" />
      <nav aria-label={t("owner.nav")} className="ml-auto flex items-center gap-6 text-[14px] font-medium text-ink-2">
        {ITEMS.slice(1).map((item) => (
          <NavLink key={item.key} to={item.to} className={({ isActive }) => cn("flex items-center gap-[7px] rounded-chip py-1 hover:text-ink", isActive && "font-semibold text-ink")}>
            <ItemIcon item={item} size={18} unread={unread} />
            {t(`owner.${item.key}`)}
          </NavLink>
        ))}
      </nav>
      {me ? <YouMenu size={32} /> : <Button asChild><Link to="/login">{t("you.logIn")}</Link></Button>}
    </header>
  );
}

/** On a phone the person's own corner stands beside the heading of the four main screens, and on no other. */
function PhoneCorner() {
  const { t } = useTranslation("shell");
  const { me } = useSession();
  const { pathname } = useLocation();
  if (!ITEMS.some((item) => item.to === pathname)) return null;
  return (
    <header className="absolute top-3.5 right-[22px] z-10 grid min-h-11 min-w-11 place-items-center tablet:hidden print:hidden">
      {me ? <YouMenu size={32} /> : <Button asChild><Link to="/login">{t("you.logIn")}</Link></Button>}
    </header>
  );
}

function BottomBar() {
  const { t } = useTranslation("shell");
  const { pathname } = useLocation();
  const unread = useUnread();
  // A clinic, a booking and a move have their own one button down here.
  if (/^\/practices\/|\/move$/.test(pathname)) return null;
  return (
    <nav aria-label={t("owner.nav")} data-clear-of-toasts className="fixed inset-x-0 bottom-0 z-20 grid grid-cols-4 bg-surface px-2 pt-2 pb-[max(10px,env(safe-area-inset-bottom))] shadow-up tablet:hidden print:hidden">
      {ITEMS.map((item) => (
        <NavLink
          key={item.key}
          to={item.to}
          end={item.to === "/"}
          className={({ isActive }) =>
            cn("flex min-h-12 flex-col items-center justify-center gap-0.5 rounded-md text-[12px] leading-4", isActive ? "font-semibold text-blue-ink" : "text-ink-2")
          }
        >
          <ItemIcon item={item} size={20} unread={unread} />
          {t(`owner.${item.key}`)}
        </NavLink>
      ))}
    </nav>
  );
}
