import { expect, test } from "vitest";
import { inetOrder } from "./inet-order.ts";

test("addresses sort as numbers, IPv4 before IPv6, none last", () => {
  const sorted = [
    "9.10.0.1",
    "10.0.0.9",
    "10.0.0.10",
    "127.0.0.1",
    "::1",
    "2001:db8::1",
    "2001:db8::a",
    "2001:db8:0:0:0:0:0:b",
    "fe80::1",
    "not an address",
    null,
  ];
  const shuffled = [...sorted].toReversed();
  const order = (a: string, b: string) => (a < b ? -1 : 1);
  expect(shuffled.toSorted((a, b) => order(inetOrder(a), inetOrder(b)))).toEqual(sorted);
});
