import { act } from "./render.tsx";
import type { ReactNode } from "react";
import { MemoryRouter, type NavigateFunction, useLocation, useNavigate } from "react-router";

/** An address bar for tests: an in-memory router that can be read and driven from outside. */
export function createAddress(entry: string) {
  let url = entry;
  let navigate: NavigateFunction | undefined;

  function Bar() {
    const { pathname, search } = useLocation();
    const go = useNavigate();
    url = pathname + search;
    navigate = go;
    return null;
  }

  const step = (by: number) => act(() => navigate?.(by));
  return {
    /** The current path and query string. */
    url: () => url,
    back: () => step(-1),
    forward: () => step(1),
    Router: ({ children }: { children?: ReactNode }) => (
      <MemoryRouter initialEntries={[entry]} useTransitions={false}>
        <Bar />
        {children}
      </MemoryRouter>
    ),
  };
}
