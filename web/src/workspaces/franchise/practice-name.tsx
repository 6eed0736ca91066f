import { Link } from "react-router";

/** The practice's own screens for whoever works there too; for others its public page. */
export function PracticeName({ practice, isOwn }: { practice: { slug: string; name: string }; isOwn: boolean }) {
  return <Link to={isOwn ? `/p/${practice.slug}` : `/practices/${practice.slug}`} className="font-semibold hover:underline">{practice.name}</Link>;
}
