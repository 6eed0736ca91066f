import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { SeriesBook, SeriesView, SeriesWish } from "@/api/types";

/** What each date of a series would be: free, taken or closed, with what is free nearby. */
export const seriesPreviewQuery = (slug: string, wish: SeriesWish | null) =>
  queryOptions({
    queryKey: ["slots", slug, "series", wish],
    queryFn: () => {
      if (wish === null) throw new Error("Nothing is asked without a wish.");
      return data(api.POST("/api/staff/{slug}/series/preview", { params: { path: { slug } }, body: wish }));
    },
    enabled: wish !== null,
  });

export function bookSeries(slug: string, body: SeriesBook, headers: Record<string, string>): Promise<SeriesView> {
  return data(api.POST("/api/staff/{slug}/series", { params: { path: { slug } }, body, headers }));
}
