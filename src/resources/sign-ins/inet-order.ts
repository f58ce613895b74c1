/**
 * A text that sorts as PostgreSQL sorts the address, whose type there is `inet`: IPv4 before IPv6, each by its numbers;
 * none, as the largest. An address that is neither sorts by its text, after the others.
 */
export function inetOrder(address: string | null): string {
  if (address === null) return "9";
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (four)
    return `4${four
      .slice(1)
      .map((part) => part.padStart(3, "0"))
      .join("")}`;
  const [head = "", tail] = address.toLowerCase().split("::");
  const parts = (text: string) => (text === "" ? [] : text.split(":"));
  const [first, last] = [parts(head), parts(tail ?? "")];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const all = [...first, ...Array<string>(Math.max(0, zeros)).fill("0"), ...last];
  if (all.length !== 8 || !all.every((part) => /^[\da-f]{1,4}$/.test(part))) return `8${address}`;
  return `6${all.map((part) => part.padStart(4, "0")).join("")}`;
}
