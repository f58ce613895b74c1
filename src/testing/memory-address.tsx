import { act } from "./render.tsx";
import type { ReactNode } from "react";
import { MemoryRouter, type NavigateFunction, useLocation, useNavigate } from "react-router";

/** An address bar for tests: a router in memory that can be read and steered from outside. */
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
    /** Path and search string of what is shown. */
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
