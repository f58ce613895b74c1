import { StateView } from "../../feedback/state-view.tsx";

/** For a nested object that was in the answer, but could not be read. */
export function Unreadable({ what }: { what: string }) {
  return (
    <StateView level={3} title={`The ${what} could not be read`}>
      <p>See the raw JSON of the object it belongs to.</p>
    </StateView>
  );
}
