const MOST = 10_000;

/** Texts, each with the moment at which it was remembered first, epoch milliseconds. Beyond 10,000 the oldest go. */
export class Remembered {
  private readonly since = new Map<string, number>();

  /** @returns when it was remembered first */
  remember(text: string): number {
    const known = this.since.get(text);
    if (known !== undefined) return known;
    const now = Date.now();
    this.since.set(text, now);
    const [oldest] = this.since.keys();
    if (this.since.size > MOST && oldest !== undefined) this.since.delete(oldest);
    return now;
  }

  has(text: string): boolean {
    return this.since.has(text);
  }
}
