import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "./render.tsx";
import { RESOURCES } from "../paths.ts";
import { Console } from "../routes.tsx";
import { createAddress } from "./memory-address.tsx";

/** Mounts the whole console at an address; returns its current address, Back and Forward, and a way to unmount it. */
export function mountConsole(url: string, client: QueryClient) {
  const { Router, ...address } = createAddress(url);
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <Router>
        <Console />
      </Router>
    </QueryClientProvider>,
  );
  return { client, unmount, ...address };
}

/** As somebody does who wants to see all rows of each page, also those that lead a list for ever. */
export function unfoldLists(): void {
  for (const name of RESOURCES) sessionStorage.setItem(`grantlens.fold.${name}`, "open");
}
