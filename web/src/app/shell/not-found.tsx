import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isRouteErrorResponse, Link, useRouteError } from "react-router";

import { isProblem } from "@/api/problem";
import { homeOf, useSession } from "@/features/identity/session";
import { useProblemText } from "@/lib/problems";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";
import { Logo } from "@/ui/logo";
import { SpeciesIcon } from "@/ui/species-icon";

function Page({ title, text, children, species }: { title: string; text: string; children: ReactNode; species: string }) {
  useTitle(title);
  return (
    <main className="flex min-h-dvh flex-col bg-paper px-6 py-8">
      <Link to="/" className="self-start rounded-md"><Logo /></Link>
      <div className="m-auto flex w-full max-w-md flex-col items-start gap-3 pb-16">
        <SpeciesIcon species={species} size={64} />
        <h1 className="type-display mt-2">{title}</h1>
        <p className="type-read text-ink-2">{text}</p>
        <div className="mt-3 flex gap-2">{children}</div>
      </div>
    </main>
  );
}

export function NotFound() {
  const { t } = useTranslation("common");
  const { me } = useSession();
  return (
    <Page title={t("notFound.title")} text={t("notFound.text")} species="rabbit">
      <Button asChild tone="main" size="l"><Link to={me ? homeOf(me) : "/"}>{t("notFound.home")}</Link></Button>
    </Page>
  );
}

/** What a route shows when it threw: refusals by their own sentence, our own faults with what to do. */
export function RouteError() {
  const { t } = useTranslation("common");
  const problemText = useProblemText();
  const error = useRouteError();
  if ((isRouteErrorResponse(error) && error.status === 404) || isProblem(error, "not_found")) return <NotFound />;
  return (
    <Page title={t("crash.title")} text={isProblem(error) ? problemText(error) : t("crash.text")} species="turtle">
      <Button tone="main" size="l" onClick={() => window.location.reload()}>{t("crash.reload")}</Button>
      <Button asChild size="l"><Link to="/">{t("notFound.home")}</Link></Button>
    </Page>
  );
}
