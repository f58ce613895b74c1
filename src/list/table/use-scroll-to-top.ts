import { type RefObject, useEffect, useRef } from "react";
import { useNavigationType } from "react-router";

/**
 * Scrolls an element to its top whenever what it shows is another thing; in a zoomed window, where what is around it
 * scrolls, also that. Only where something was scrolled: to ask or to set the position makes the browser lay out all new
 * rows at once.
 *
 * @param shown identifies what the element shows.
 */
export function useScrollToTop(shown: string): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const before = useRef(shown);
  const isScrolled = useRef(false);
  useEffect(() => {
    // Not while rendering, where it would make the browser lay out the page before its rows are there.
    if (window.scrollY > 0) isScrolled.current = true;
    // When the event comes, all is laid out.
    const onScroll = ({ target }: Event): void => {
      const scroller = target instanceof Element ? target : document.scrollingElement;
      if (scroller !== null && scroller.scrollTop > 0) isScrolled.current = true;
    };
    const options = { capture: true, passive: true };
    window.addEventListener("scroll", onScroll, options);
    return () => window.removeEventListener("scroll", onScroll, options);
  }, []);
  const type = useNavigationType();
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    // Back and Forward lead to where the reader was.
    if (type === "POP") return;
    // In the next frame, because the event of a scroll just before comes only then.
    requestAnimationFrame(() => {
      if (!isScrolled.current || element.current === null) return;
      isScrolled.current = false;
      element.current.scrollTop = 0;
      if (element.current.getBoundingClientRect().top < 0) element.current.scrollIntoView();
    });
  }, [shown, type]);
  return element;
}
