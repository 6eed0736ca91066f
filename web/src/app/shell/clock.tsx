import { useEffect, useState } from "react";

import { useFormats } from "@/lib/i18n";

/** The time in the practice, which is where everything that is booked stands; of this computer, where there is no practice. */
export function Clock({ zone = Intl.DateTimeFormat().resolvedOptions().timeZone }: { zone?: string }) {
  const formats = useFormats();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), 60_000 - (Date.now() % 60_000) + 50);
    return () => clearTimeout(timer);
  }, [now]);
  return <time dateTime={now.toISOString()} className="mono max-tablet:hidden">{formats.time(now, zone)}</time>;
}
