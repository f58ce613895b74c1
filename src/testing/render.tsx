import { configure } from "@testing-library/dom";
import { createElement, type ComponentType, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

/*
 * Our own mount, for React's production build as well as the development build: `act`, which React Testing Library
 * relies on, exists only in the latter. What an event or a render changes is there when the call returns, effects
 * included; what comes later (a response, a timer, state set by an effect) has to be awaited.
 */
export * from "@testing-library/dom";

const mounted = new Set<() => void>();
/** Node's own: no test fakes it, and no environment replaces it. */
const { setImmediate } = process.getBuiltinModule("node:timers");

/** Waits until React has rendered what is due: an update, what its effects set, and what follows from that. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise<void>((go) => setImmediate(go));
}

configure({
  // Generous: tests wait for a condition, and a busy machine should not fail them.
  asyncUtilTimeout: 100_000,
  // The default message includes the whole page, which would bury what is missing.
  getElementError: (message) => new Error(message?.split("\n\n")[0]),
  eventWrapper: (dispatch) => flushSync(dispatch),
  async asyncWrapper(run) {
    const result = await run();
    await settle();
    return result;
  },
});

/** Changes the page outside of its events; the result is rendered when the promise resolves. */
export async function act(something: () => unknown): Promise<void> {
  await flushSync(something);
  await settle();
}

interface RenderOptions {
  wrapper?: ComponentType<{ children: ReactNode }>;
}

/** Mounts an element in its own container. */
export function render(element: ReactNode, { wrapper }: RenderOptions = {}) {
  const container = document.body.appendChild(document.createElement("div"));
  const root = createRoot(container);
  const rerender = (next: ReactNode) =>
    flushSync(() => root.render(wrapper ? createElement(wrapper, null, next) : next));
  function unmount(): void {
    if (!mounted.delete(unmount)) return;
    flushSync(() => root.unmount());
    container.remove();
  }
  mounted.add(unmount);
  rerender(element);
  return { container, rerender, unmount };
}

/** Calls a hook in its own component. */
export function renderHook<Result>(hook: () => Result, options: RenderOptions = {}) {
  const result = {} as { current: Result };
  function Caller() {
    result.current = hook();
    return null;
  }
  render(<Caller />, options);
  return { result };
}

/** Unmounts everything; runs after each test. */
export function cleanup(): void {
  for (const unmount of mounted) unmount();
}
