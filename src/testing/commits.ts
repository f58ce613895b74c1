/*
 * What React renders, as it tells its developer tools. To be imported before React DOM, which looks for them when it is
 * loaded.
 */

/** The part of React's internal objects that is read here. */
interface Fiber {
  tag: number;
  flags: number;
  type: unknown;
  child: Fiber | null;
  sibling: Fiber | null;
  alternate: Fiber | null;
  memoizedProps: unknown;
  memoizedState: unknown;
}

type Listener = (names: readonly string[]) => void;

let listener: Listener | null = null;

/** Calls back with the names of the components that each commit rendered. Returns how to end that. */
export function watchCommits(tell: Listener): () => void {
  listener = tell;
  return () => {
    listener = null;
  };
}

/** React's flag of a fiber that was rendered, and its tags of functions, those with a forwarded ref, and memoised ones. */
const PERFORMED_WORK = 1;
const COMPONENTS = new Set([0, 11, 14, 15]);

function collect(fiber: Fiber, names: string[]): void {
  const { alternate: before, flags } = fiber;
  const isChanged =
    before === null ||
    before.memoizedProps !== fiber.memoizedProps ||
    before.memoizedState !== fiber.memoizedState;
  if (COMPONENTS.has(fiber.tag) && (flags & PERFORMED_WORK) !== 0 && isChanged) {
    names.push(nameOf(fiber.type));
  }
  // The same children as before: nothing in them was rendered.
  if (before !== null && before.child === fiber.child) return;
  for (let child = fiber.child; child !== null; child = child.sibling) collect(child, names);
}

function nameOf(type: unknown): string {
  if (typeof type === "function") return type.name;
  const { type: memoised, render } = (type ?? {}) as { type?: unknown; render?: unknown };
  return nameOf(memoised ?? render ?? (() => {}));
}

Object.assign(globalThis, {
  __REACT_DEVTOOLS_GLOBAL_HOOK__: {
    isDisabled: false,
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    checkDCE() {},
    onCommitFiberUnmount() {},
    onPostCommitFiberRoot() {},
    onCommitFiberRoot(_: number, root: { current: Fiber }) {
      if (listener === null) return;
      const names: string[] = [];
      collect(root.current, names);
      listener(names);
    },
  },
});
