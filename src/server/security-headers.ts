import type { MiddlewareHandler } from "hono";

/**
 * The hash of the one constant style element that React Aria adds at its first use (`usePress`), so that no other
 * inline style is allowed; a test recomputes it from the package's source.
 */
export const REACT_ARIA_STYLE = "sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=";

function policy(headScript: string | undefined): string {
  return [
    "default-src 'none'",
    `script-src 'self'${headScript === undefined ? "" : ` '${headScript}'`}`,
    `style-src 'self' '${REACT_ARIA_STYLE}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // No string may become code or markup, and no Trusted Types policy may be created for exceptions.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

const HEADERS = {
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy":
    "accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=()",
};

/**
 * Adds the headers to every answer of the process.
 *
 * @param headScript the hash of the one script that stands in the page.
 */
export function securityHeaders(headScript?: string): MiddlewareHandler {
  const headers = { "Content-Security-Policy": policy(headScript), ...HEADERS };
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  };
}
