/** What is waited for: this many elements, most of which were not there before. */
export interface Awaited {
  selector: string;
  /** The attribute that identifies an element; without one, its text does. */
  attribute?: string | undefined;
  least: number;
}

/** Milliseconds since navigation start. */
interface Painted {
  /** 0 for the navigation itself, otherwise the time of the press, when the browser received it. */
  start: number;
  /** Infinity after a minute without the elements. */
  end: number;
}

/** Observes when something is painted; the same code in all pages. */
export interface PaintObserver {
  /** From now on waits for other elements. The next press starts the clock. */
  expect(awaited: Awaited): void;
  painted: Promise<Painted>;
}

/** Runs in the page, before its own scripts, and waits for its first rows. */
export function installPaintObserver(first: Awaited): void {
  const patienceMs = 60_000;
  let awaited = first;
  let before = new Set<string>();
  let start = 0;
  let onFound: (() => void) | undefined;

  const keys = (): string[] =>
    [...document.querySelectorAll(awaited.selector)]
      .map(
        (one) => (awaited.attribute ? one.getAttribute(awaited.attribute) : one.textContent) ?? "",
      )
      // While AG Grid loads, its rows have no key.
      .filter((key) => key !== "");

  const look = (): void => {
    if (onFound === undefined) return;
    const now = keys();
    const known = now.filter((key) => before.has(key)).length;
    // In another order, a few rows may be the same ones.
    if (now.length < awaited.least || known > now.length / 2) return;
    onFound();
    onFound = undefined;
  };

  const next = (): Promise<Painted> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ start, end: Infinity }), patienceMs);
      onFound = () => {
        clearTimeout(timer);
        // The second frame begins when the first one, which shows the rows, has been painted.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve({ start, end: performance.now() })),
        );
      };
    });

  const observer: PaintObserver = {
    expect(other) {
      awaited = other;
      before = new Set(keys());
      start = 0;
      observer.painted = next();
    },
    painted: next(),
  };
  Object.assign(window, { paintObserver: observer });
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    ...(first.attribute !== undefined && { attributeFilter: [first.attribute] }),
  });
  for (const type of ["pointerdown", "change"]) {
    addEventListener(type, ({ timeStamp }) => (start ||= timeStamp), true);
  }
}
