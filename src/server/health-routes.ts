import { Hono } from "hono";

const CURRENT = { "Cache-Control": "no-store" };

/** How long authentik may take to answer before it counts as not answering, milliseconds. */
const PATIENCE_MS = 3000;

/**
 * For supervisors and load balancers: `/healthz` says that the process runs, `/readyz` that authentik answers. They need
 * no rights and say nothing else.
 *
 * @param isReady whether what is shown can be asked; never rejects.
 */
export function healthRoutes(isReady: () => Promise<boolean>): Hono {
  const app = new Hono();
  let asking: Promise<boolean> | undefined;
  app.get("/healthz", (context) => context.text("ok\n", 200, CURRENT));
  app.get("/readyz", async (context) => {
    // However many ask at once, authentik is asked once.
    asking ??= isReady().finally(() => {
      asking = undefined;
    });
    return (await asking)
      ? context.text("ready\n", 200, CURRENT)
      : context.text("authentik does not answer\n", 503, CURRENT);
  });
  return app;
}

/** Whether an authentik answers, by what it tells everybody: no token is sent. */
export async function answers(url: string, patience = PATIENCE_MS): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/v3/root/config/`, {
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}
