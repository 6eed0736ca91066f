import { useEffect, useState } from "react";

import { useFormats } from "@/lib/i18n";

/** The time of this computer, for a glance; what is booked always shows the practice's own zone. */
export function Clock() {
  const formats = useFormats();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), 60_000 - (Date.now() % 60_000) + 50);
    return () => clearTimeout(timer);
  }, [now]);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return <time dateTime={now.toISOString()} className="mono max-tablet:hidden">{formats.time(now, zone)}</time>;
}
