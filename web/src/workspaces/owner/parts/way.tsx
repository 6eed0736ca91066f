import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

/** A line that leads to another screen and says what is there. */
export function Way({ to, icon, title, text }: { to: string; icon: ReactNode; title: string; text: string }) {
  return (
    <li>
      <Link to={to} className="flex min-h-[60px] items-center gap-3.5 rounded-sheet px-3 py-2.5 hover:bg-hover">
        <span className="text-ink-2">{icon}</span>
        <span className="flex min-w-0 flex-1 flex-col"><b>{title}</b><span className="text-[14px] text-ink-2">{text}</span></span>
        <ChevronRight size={18} aria-hidden="true" className="text-ink-3" />
      </Link>
    </li>
  );
}
