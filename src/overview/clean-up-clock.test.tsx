import { expect, test, vi } from "vitest";
import { render } from "../testing/render.tsx";
import { START } from "../testing/fake-authentik.ts";
import { CleanupClock } from "./clean-up-clock.tsx";

test.each([
  ["next clean-up 12:02 UTC", 120_000, true],
  ["next clean-up 12:02 UTC, estimated", 120_000, false],
  ["clean-up due since 11:57 UTC", -180_000, true],
])("%s", (words, ahead, isTold) => {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
  const cleanUp = { next: START + ahead, isTold, state: "runs" } as const;
  const { container } = render(<CleanupClock cleanUp={cleanUp} />);
  expect(container.textContent).toBe(words);
});
