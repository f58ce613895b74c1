import { type RefObject, useEffect, useRef } from "react";

/**
 * Scrolls an element to its top whenever what it shows is another thing; in a zoomed window, where the whole page
 * scrolls, also the page. Only where something was scrolled: to ask or to set the position makes the browser lay out all
 * new rows at once.
 *
 * @param shown identifies what the element shows.
 */
export function useScrollToTop(shown: string): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const before = useRef(shown);
  const isScrolled = useRef(window.scrollY > 0);
  useEffect(() => {
    // When the event comes, all is laid out.
    const onScroll = (): void => {
      isScrolled.current = window.scrollY > 0 || (element.current?.scrollTop ?? 0) > 0;
    };
    const options = { capture: true, passive: true };
    window.addEventListener("scroll", onScroll, options);
    return () => window.removeEventListener("scroll", onScroll, options);
  }, []);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (!isScrolled.current || element.current === null) return;
    element.current.scrollTop = 0;
    if (element.current.getBoundingClientRect().top < 0) element.current.scrollIntoView();
  }, [shown]);
  return element;
}
