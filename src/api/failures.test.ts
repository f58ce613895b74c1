import { CancelledError } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { ApiError, failureOf } from "./failures.ts";

test("any caught value is mapped to a failure", () => {
  const failure = { kind: "server", status: 500, requestId: "r" } as const;
  expect(failureOf(new ApiError(failure))).toEqual(failure);
  expect(failureOf(new DOMException("stop", "AbortError"))).toEqual({ kind: "aborted" });
  expect(failureOf(new CancelledError())).toEqual({ kind: "aborted" });
  expect(failureOf(new TypeError("x is undefined"))).toEqual({ kind: "unreadable", what: "shape" });
  expect(failureOf(null)).toEqual({ kind: "unreadable", what: "shape" });
});
