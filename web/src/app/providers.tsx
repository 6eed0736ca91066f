import "./forget-person";

import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { Provider } from "react-redux";

import { followOtherTabs, onDeparture, sessionStore } from "@/api/session";

import { createQueryClient } from "./query-client";
import { createStore } from "./store";

/** Everything the screens stand on. When a person leaves, all of it is thrown away with what it knew of them. */
export function Providers({ children }: { children: ReactNode }) {
  const departures = useSyncExternalStore(sessionStore.subscribe, sessionStore.departures);
  useEffect(followOtherTabs, []);
  return <OfOnePerson key={departures}>{children}</OfOnePerson>;
}

function OfOnePerson({ children }: { children: ReactNode }) {
  const [store] = useState(createStore);
  const [queries] = useState(createQueryClient);
  useEffect(() => onDeparture(() => queries.clear()), [queries]);
  return (
    <Provider store={store}>
      <QueryClientProvider client={queries}>
        <Suspense>{children}</Suspense>
      </QueryClientProvider>
    </Provider>
  );
}
