import { render, type RenderResult } from "@testing-library/react";
import type { ReactNode } from "react";
import { createMemoryRouter, RouterProvider, type RouteObject } from "react-router";
import { vi } from "vitest";

import { Providers } from "./app/providers";

/** Renders routes with everything around them that the application has. */
export function renderRoutes(routes: RouteObject[], address = "/"): RenderResult & { router: ReturnType<typeof createMemoryRouter> } {
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  return { ...render(<Providers><RouterProvider router={router} /></Providers>), router };
}

/** Renders one screen; `path` gives it route parameters ("/p/:slug/today"). */
export function renderScreen(screen: ReactNode, { path = "*", address = "/" }: { path?: string; address?: string } = {}) {
  return renderRoutes([{ path, element: screen }], address);
}

type Answer = { status?: number; body?: unknown };

/** A server in the place of the network: answers by "METHOD /path", says 404 to everything else, keeps what was asked. */
export function stubServer(answers: Record<string, Answer | ((request: Request) => Answer | Promise<Answer>)>): Request[] {
  const asked: Request[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(String(input), window.location.origin), init);
    asked.push(request.clone());
    const answer = answers[`${request.method} ${new URL(request.url).pathname}`];
    const { status = 200, body = {} } = typeof answer === "function" ? await answer(request) : (answer ?? { status: 404, body: { code: "not_found" } });
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  });
  return asked;
}

/** The locks of one browser, which jsdom has none of; `hold` is another window that has one. */
export function locksOfABrowser() {
  const queues = new Map<string, (() => void)[]>();
  const release = (name: string): void => {
    const [, next] = queues.get(name) ?? [];
    queues.get(name)?.shift();
    if (next) next();
    else queues.delete(name);
  };
  const acquire = (name: string): Promise<void> =>
    new Promise((resolve) => {
      const queue = queues.get(name) ?? [];
      queues.set(name, [...queue, resolve]);
      if (queue.length === 0) resolve();
    });
  const request = async (name: string, ...rest: unknown[]): Promise<unknown> => {
    await acquire(name);
    try {
      return await (rest.at(-1) as () => Promise<unknown>)();
    } finally {
      release(name);
    }
  };
  vi.stubGlobal("navigator", Object.create(navigator, { locks: { value: { request } } }));
  return {
    taken: () => [...queues.keys()],
    hold: (name: string): (() => void) => {
      void acquire(name);
      return () => release(name);
    },
  };
}
