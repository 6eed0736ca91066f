import { cn } from "@/lib/cn";

const GROUNDS = [
  "bg-t-consult-bg text-t-consult-ink",
  "bg-t-nurse-bg text-t-nurse-ink",
  "bg-t-vaccine-bg text-t-vaccine-ink",
  "bg-t-recheck-bg text-t-recheck-ink",
  "bg-t-surgery-bg text-t-surgery-ink",
  "bg-t-dental-bg text-t-dental-ink",
];

/** The same name always gets the same ground. */
export function groundOf(text: string): string {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return GROUNDS[sum % GROUNDS.length] ?? "bg-slate-tint text-slate-ink";
}

export function initialsOf(name: string): string {
  const words = name.replace(/^(drs?|dhr|mevr?|mr|mrs|ms)\.?\s+/i, "").split(/\s+/).filter(Boolean);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return `${words[0]?.[0] ?? ""}${last?.[0] ?? ""}`.toUpperCase();
}

export interface AvatarProps {
  name: string;
  src?: string | null;
  /** Pixels. */
  size?: number;
  /** A purple ring: the person is here now. */
  isPresent?: boolean;
  /** The name stands beside it already; then the picture says nothing. */
  isDecorative?: boolean;
  className?: string;
}

export function Avatar({ name, src, size = 24, isPresent, isDecorative, className }: AvatarProps) {
  const fontSize = Math.max(9, Math.round(size * 0.34));
  const naming = isDecorative ? ({ "aria-hidden": true } as const) : ({ role: "img", "aria-label": name } as const);
  return (
    <span
      {...naming}
      // Drawn, not written: initials are a picture, and no part of the name of the button they stand in.
      data-initials={src ? undefined : initialsOf(name)}
      style={{ width: size, height: size, fontSize }}
      className={cn(
        "inline-grid flex-none place-items-center overflow-hidden rounded-full leading-none font-semibold tracking-[0.01em] not-has-[img]:before:content-[attr(data-initials)]",
        groundOf(name),
        isPresent && "shadow-[0_0_0_2px_var(--surface),0_0_0_3.5px_var(--purple)]",
        className,
      )}
    >
      {src && <img src={src} alt="" className="size-full object-cover" />}
    </span>
  );
}
