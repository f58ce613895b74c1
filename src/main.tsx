import "./ui/tokens.css";
import "./ui/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { basePath } from "./base-path.ts";
import { createQueryClient } from "./api/query-client.ts";
import { readEarlyPage } from "./resources/authorization-codes/read-early-page.ts";
import { Console } from "./routes.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

const client = createQueryClient();

function render(into: HTMLElement): void {
  createRoot(into).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        {/* The page follows its address at once: in a transition, a second press would act on what the first one left. */}
        <BrowserRouter basename={basePath()} useTransitions={false}>
          <Console />
        </BrowserRouter>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void readEarlyPage(client, location).finally(() => render(root));
