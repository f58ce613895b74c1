import { configure } from "@testing-library/dom";
import { createElement, type ComponentType, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

/*
 * A mount of our own, for React's production build as for the development build: `act`, on which the usual library
 * for React rests, is in the latter only. What an event or a render changes is there when the call returns, effects
 * included; what comes by itself (an answer, a timer, a state set by an effect) is waited for.
 */
export * from "@testing-library/dom";

const mounted = new Set<() => void>();
/** Node's own: no test stops it, and no environment replaces it. */
const { setImmediate } = process.getBuiltinModule("node:timers");

/** Until React has drawn what is due: an update, what its effects set, and what follows from that. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise<void>((go) => setImmediate(go));
}

configure({
  // Generous: a test waits for what it wants, and a busy machine is no fault of the page.
  asyncUtilTimeout: 100_000,
  // The page as text would bury what is missing in it.
  getElementError: (message) => new Error(message?.split("\n\n")[0]),
  eventWrapper: (dispatch) => flushSync(dispatch),
  async asyncWrapper(run) {
    const result = await run();
    await settle();
    return result;
  },
});

/** Does something to the page outside of its events; what it changes is there when the promise resolves. */
export async function act(something: () => unknown): Promise<void> {
  await flushSync(something);
  await settle();
}

interface RenderOptions {
  wrapper?: ComponentType<{ children: ReactNode }>;
}

/** Mounts something in a container of its own. */
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

/** Calls a hook in a component of its own. */
export function renderHook<Result>(hook: () => Result, options: RenderOptions = {}) {
  const result = {} as { current: Result };
  function Caller() {
    result.current = hook();
    return null;
  }
  render(<Caller />, options);
  return { result };
}

/** Unmounts all that is mounted; done after each test. */
export function cleanup(): void {
  for (const unmount of mounted) unmount();
}
