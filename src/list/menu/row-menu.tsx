import {
  createContext,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  use,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { visible } from "../../ui/text/visible.ts";
import type { Entry } from "../entry.ts";
import { LazyValueMenu } from "../lazy-list-parts.tsx";
import type { Listed, Resource } from "../resource.ts";
import styles from "./row-menu.module.css";

interface OpenMenu {
  /** The accessible name: "Actions for authorization code 42". */
  label: string;
  /** Closes it and restores the focus. */
  close: () => void;
}

const OpenMenu = createContext<OpenMenu>({ label: "", close: () => {} });

/** The open menu that contains the component. */
export function useOpenMenu(): OpenMenu {
  return use(OpenMenu);
}

/** What the menus of a table's rows share: at most one of them is open. Never changes. */
export interface RowMenus {
  onPointerDown: (event: PointerEvent<HTMLButtonElement>) => void;
  onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  close: () => void;
}

/**
 * @param rows by their keys: when a row leaves, its menu is closed.
 * @returns the key of the row whose menu is open, and what opens and closes the menus.
 */
export function useRowMenus(
  rows: Readonly<Record<string, unknown>>,
): [openKey: string | null, menus: RowMenus] {
  const [openKey, setOpenKey] = useState<string | null>(null);
  // Pointer down on the button already dismisses an open popover; the click that follows must not reopen it.
  const pressedOpen = useRef<string>(undefined);
  const menus = useMemo(
    (): RowMenus => ({
      onPointerDown({ currentTarget }) {
        const isOpen = currentTarget.getAttribute("aria-expanded") === "true";
        pressedOpen.current = isOpen ? keyOf(currentTarget) : undefined;
      },
      onClick({ currentTarget }) {
        const key = keyOf(currentTarget) ?? null;
        const wasOpen = pressedOpen.current === key;
        pressedOpen.current = undefined;
        setOpenKey((open) => (wasOpen || open === key ? null : key));
      },
      close: () => setOpenKey(null),
    }),
    [],
  );
  // Its popover went with the row, without a word; it must not come back with it.
  if (openKey !== null && rows[openKey] === undefined) setOpenKey(null);
  return [openKey, menus];
}

function keyOf(button: HTMLElement): string | undefined {
  return button.closest("tr")?.dataset["pk"];
}

interface RowMenuProps<T extends Listed> {
  resource: Resource<T>;
  entry: Entry<T>;
  open: boolean;
  menus: RowMenus;
}

/** The menu button of a row, in the margin at its end, with its popover. */
export function RowMenu<T extends Listed>({ resource, entry, open, menus }: RowMenuProps<T>) {
  const label = `Actions for ${visible(`${resource.noun[0]} ${entry.value.pk}`)}`;
  return (
    <>
      <button
        type="button"
        className={styles["button"]}
        data-row-menu=""
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerDown={menus.onPointerDown}
        onClick={menus.onClick}
      />
      {open && (
        <Popover label={label} onClosed={menus.close}>
          <LazyValueMenu resource={resource} entry={entry} />
        </Popover>
      )}
    </>
  );
}

interface PopoverProps {
  label: string;
  onClosed: () => void;
  children: ReactNode;
}

function Popover({ label, onClosed, children }: PopoverProps) {
  const popover = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // Browsers from before 2024 have no popover API: the menu is then rendered in place, not in the top layer.
    popover.current?.showPopover?.();
  }, []);
  const close = useCallback(() => {
    popover.current?.hidePopover?.();
    onClosed();
  }, [onClosed]);
  const menu = useMemo(() => ({ label, close }), [label, close]);
  return (
    <div
      ref={popover}
      popover="auto"
      className={styles["popover"]}
      onToggle={(event) => {
        if (event.newState === "closed") onClosed();
      }}
    >
      <OpenMenu value={menu}>{children}</OpenMenu>
    </div>
  );
}
