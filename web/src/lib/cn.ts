import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    theme: { shadow: ["1", "2", "3", "up", "control", "quiet", "field", "bad"], radius: ["key", "chip", "sheet", "card"] },
    classGroups: {
      "font-size": [
        { type: ["display", "h1", "h2", "h3", "note", "owner", "read", "base", "small", "label", "tiny", "figure"] },
      ],
    },
  },
});

/** Joins class names; of two that set the same thing the last one stays. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
