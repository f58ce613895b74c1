import type { ComponentProps } from "react";
import { type To, useHref, useLinkClickHandler, useMatch } from "react-router";

interface LinkProps extends Omit<ComponentProps<"a">, "href" | "target"> {
  to: To;
  replace?: boolean;
  state?: unknown;
}

/** A link to another page of the console. The router's own brings 3 kB with it, to load the data of routes ahead. */
export function Link({ to, replace, state, onClick, ...props }: LinkProps) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLAnchorElement>(to, {
    state,
    ...(replace !== undefined && { replace }),
  });
  return (
    <a
      {...props}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) follow(event);
      }}
    />
  );
}

/** A link of the navigation: the current page's is marked, also where the address goes on below it. */
export function NavLink({ to, ...props }: LinkProps & { to: { pathname: string } }) {
  const isHome = to.pathname === "/";
  const isHere = useMatch({ path: to.pathname, end: isHome }) !== null;
  return <Link {...props} to={to} aria-current={isHere ? "page" : undefined} />;
}
