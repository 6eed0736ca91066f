import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useState, type ReactNode } from "react";
import { Provider } from "react-redux";

import { createQueryClient } from "./query-client";
import { createStore } from "./store";

export function Providers({ children }: { children: ReactNode }) {
  const [store] = useState(createStore);
  const [queries] = useState(createQueryClient);
  return (
    <Provider store={store}>
      <QueryClientProvider client={queries}>
        <Suspense>{children}</Suspense>
      </QueryClientProvider>
    </Provider>
  );
}
