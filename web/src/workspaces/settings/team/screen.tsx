import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Mail, ShieldPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";

import { acting } from "@/features/appointments/digits";
import { invitationsQuery, membersQuery, rolesQuery, vetApplicationsQuery } from "@/features/team/api";
import { useActions, type RailAction } from "@/lib/actions";
import { cn } from "@/lib/cn";
import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";

import { SheetHead } from "../sheet";
import { VetApplications } from "./applications";
import { Invitations } from "./invitations";
import { InviteDialog } from "./invite-dialog";
import { Members } from "./members";
import { Roles } from "./roles";

const VIEWS = ["members", "invitations", "applications", "roles"] as const;
type View = (typeof VIEWS)[number];

/** Who works here, who was asked, who asks, and what each role may do. */
export function TeamScreen() {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const params = useParams();
  const navigate = useNavigate();
  const view: View = VIEWS.find((one) => one === params["view"]) ?? "members";
  const base = `/p/${slug}/settings/team`;
  const [isInviting, setInviting] = useState(false);
  const members = useInfiniteQuery(membersQuery(slug)).data?.pages.flatMap((page) => page.items);
  const invitations = useQuery(invitationsQuery(slug)).data;
  const applications = useQuery(vetApplicationsQuery(slug, "pending")).data;
  const roles = useQuery(rolesQuery(slug)).data;
  useCrumb({ key: "settings", title: t("part.name.team"), icon: "settings" });
  useActions(
    useMemo<RailAction[]>(
      () => [
        { ...acting("settings.add"), label: t("role.add"), icon: ShieldPlus, run: () => void navigate(`${base}/roles?role=new`) },
        { ...acting("member.invite"), label: t("invite.title"), icon: Mail, isPrimary: true, run: () => setInviting(true) },
      ],
      [base, navigate, t],
    ),
  );
  const counts: Record<View, number | undefined> = {
    members: members?.length,
    invitations: invitations?.length,
    applications: applications?.length,
    roles: roles?.length,
  };
  const asking = applications?.length ?? 0;
  return (
    <Sheet className="px-6 py-5 max-tablet:px-4">
      <SheetHead
        title={members ? t("team.title", { count: members.length }) : t("part.name.team")}
        action={<Button tone="main" keyCap="5" onClick={() => setInviting(true)}>{t("invite.title")}</Button>}
      >
        {asking > 0 ? t("team.asks", { count: asking }) : t("team.calm")}
      </SheetHead>
      <nav aria-label={t("team.views")} className="mt-4 inline-flex max-w-full flex-wrap gap-0.5 rounded-md bg-sunken p-0.5">
        {VIEWS.map((one) => (
          <Link
            key={one}
            to={one === "members" ? base : `${base}/${one}`}
            aria-current={one === view ? "page" : undefined}
            className={cn("flex h-[26px] items-center gap-1.5 rounded-chip px-2.5 text-[12px] font-medium text-ink-2", one === view && "bg-surface font-semibold text-ink shadow-1")}
          >
            {t(`team.view.${one}`)}
            {counts[one] !== undefined && <span className={cn("mono", one === "applications" && asking > 0 ? "text-amber-ink" : "text-ink-3")}>{counts[one]}</span>}
          </Link>
        ))}
      </nav>
      <div className="mt-3">
        {view === "members" && <Members />}
        {view === "invitations" && <Invitations onInvite={() => setInviting(true)} />}
        {view === "applications" && <VetApplications />}
        {view === "roles" && <Roles />}
      </div>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Sheet>
  );
}
