import { cleanup, render, screen } from "../testing/render.tsx";
import { afterEach, expect, test } from "vitest";
import { formatMoment, formatTime } from "../ui/text/format.ts";
import { durationMs } from "../model/duration.ts";
import type { ExpiryStatus } from "../model/expiry.ts";
import { authorizationCodes } from "../resources/authorization-codes/authorization-codes-resource.ts";
import { ExpirySummary, whatNext } from "./expiry-summary.tsx";

afterEach(cleanup);

const fate = authorizationCodes.expiry.outcomeOf({} as never);
const EXPIRES = Date.parse("2026-11-22T12:04:57Z");
const CLEANUP = formatTime(Date.parse("2026-11-22T12:07:00Z")).replace(":00 ", " ");

function show(
  status: ExpiryStatus,
  secondsAfter: number,
  validity: string | null = "minutes=1",
): string {
  const { container } = render(
    <ExpirySummary
      status={status}
      outcome={fate}
      expiresMs={status === "never" ? null : EXPIRES}
      validity={validity}
      validityMs={durationMs(validity)}
      issued="Issued about then."
      nowMs={EXPIRES + secondsAfter * 1000}
    />,
  );
  return container.textContent;
}

test("a valid code: time left of its validity, expiry time, and what happens next", () => {
  const text = show("valid", -26);
  expect(text).toContain(`26 s left of 1 minute · expires ${formatTime(EXPIRES)}`);
  expect(text).toContain(
    `Waiting to be redeemed. If it expires unredeemed, it is cleaned up at ${CLEANUP}.`,
  );
  const bar = document.querySelector<HTMLElement>("[aria-hidden]");
  expect(Number(bar?.style.getPropertyValue("--left"))).toBeCloseTo(26 / 60);
});

test("an expiry time on another day is shown as a date", () => {
  const day = formatMoment(EXPIRES, EXPIRES + 3 * 86_400_000);
  expect(day).not.toBe(formatTime(EXPIRES));
  expect(show("past-not-expired", 3 * 86_400)).toContain(`past its time, not expired · ${day}`);
});

test("the time left is rounded up", () => {
  expect(show("expiring", -0.2)).toContain("1 s left");
  cleanup();
  expect(show("valid", -25.3)).toContain("26 s left");
});

test("the bar is clamped, and not drawn without a validity", () => {
  show("expiring", 1);
  expect(
    document.querySelector<HTMLElement>("[aria-hidden]")?.style.getPropertyValue("--left"),
  ).toBe("0");
  expect(screen.getByText("0 s left")).toBeTruthy();
  cleanup();
  expect(show("valid", -26, null)).toContain("26 s left · expires");
  expect(document.querySelector("[aria-hidden]")).toBeNull();
  cleanup();
  show("valid", -26, "seconds=0");
  expect(document.querySelector("[aria-hidden]")).toBeNull();
});

test("an expired code: how long ago, why, and when it is cleaned up", () => {
  const text = show("expired", 118);
  expect(text).toContain("Expired 1 min 58 s ago");
  expect(text).toContain("Never redeemed: usually a client that failed at the token step.");
  expect(text).toContain(`To be cleaned up at ${CLEANUP}.`);
});

test("a lifetime of weeks is shown with dates, where a time would be taken for today's", () => {
  const ahead = show("valid", -30 * 86_400);
  expect(ahead).toContain(`30 d left of 1 minute · expires ${formatMoment(EXPIRES, 0)}`);
  expect(ahead).toContain(`it is cleaned up on ${formatMoment(EXPIRES, 0)}.`);
  cleanup();
  const past = show("expired", 400 * 86_400);
  expect(past).toContain(`Expired 400 d ago · on ${formatMoment(EXPIRES, 0)}`);
  expect(past).toContain(`due for clean-up on ${formatMoment(EXPIRES, 0)}`);
});

test("while the validity is loading, the bar's space is reserved but empty", () => {
  const draw = (pending: boolean) => {
    const { container } = render(
      <ExpirySummary
        status="valid"
        outcome={fate}
        expiresMs={EXPIRES}
        validity={null}
        validityMs={null}
        pending={pending}
        issued="Looking up its issue time."
        nowMs={EXPIRES - 1000}
      />,
    );
    return container.querySelectorAll("div:empty").length;
  };
  expect([draw(true), draw(false)]).toEqual([1, 0]);
  expect(screen.getAllByText("Looking up its issue time.")).toHaveLength(2);
});

test("an overdue clean-up is called late after a minute of grace", () => {
  expect(whatNext("expired", fate, EXPIRES, EXPIRES + 150_000)).not.toContain("late");
  expect(whatNext("expired", fate, EXPIRES, EXPIRES + 190_000)).toContain(
    "Clean-up is late: is authentik’s worker running?",
  );
});

test("codes that never expire, are past their time but not expired, or have an unknown expiry", () => {
  expect(show("never", 0)).toContain("Never expires");
  cleanup();
  expect(show("past-not-expired", 65)).toContain("1 min 5 s past its time, not expired");
  cleanup();
  expect(show("unknown", 0)).toContain("Expiry not known");
});
