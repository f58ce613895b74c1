import { StateView } from "../feedback/state-view.tsx";
import { Button } from "../ui/button.tsx";
import { visible } from "../ui/text/visible.ts";

/** The fallback of the error boundary, with a reload button; the URL still has the state of the list. */
export function CrashPage({ error }: { error: unknown }) {
  return (
    <StateView
      title="This page crashed"
      level={1}
      actions={<Button onClick={() => window.location.reload()}>Reload</Button>}
    >
      <p>
        A bug in Grantlens, not in authentik. Nothing was changed; the address still leads here.
      </p>
      {error instanceof Error && (
        <p>
          <code>{visible(`${error.name}: ${error.message}`)}</code>
        </p>
      )}
    </StateView>
  );
}
