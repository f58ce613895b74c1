import { StateView } from "../feedback/state-view.tsx";
import { Button } from "../ui/button.tsx";
import { visible } from "../ui/text/visible.ts";

/** The fallback of the error boundary, with a reload button; the URL still has the state of the list. */
export function CrashPage({ error }: { error: unknown }) {
  return (
    <StateView
      title="This page failed"
      level={1}
      actions={<Button onClick={() => window.location.reload()}>Load it again</Button>}
    >
      <p>
        A fault in Grantlens, not in authentik. Nothing was changed. The address still says what you
        were looking at.
      </p>
      {error instanceof Error && (
        <p>
          <code>{visible(`${error.name}: ${error.message}`)}</code>
        </p>
      )}
    </StateView>
  );
}
