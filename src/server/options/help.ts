import { FAULT_KINDS } from "../../sandbox/faults/fault-spec.ts";
import { DEFAULT_VERSION, VERSIONS } from "../../sandbox/versions/known-versions.ts";
import { CALLERS } from "../../sandbox/world/callers.ts";

export const HELP = `Grantlens: every authorization code and source connection of an authentik installation.

Usage: npm start -- [flags]

  --port N           port to listen on (9800)
  --host HOST        address to bind to (localhost); with a token for everybody loopback only
  --log              writes each request to standard output, one line of JSON
  --help             this text

Each flag can be an environment variable instead: --port is GRANTLENS_PORT. On the command line it comes first.

The embedded sandbox (default):
  --sandbox VERSION  which authentik version it imitates: ${Object.keys(VERSIONS).join(", ")} (${DEFAULT_VERSION})
  --as CALLER        the user who asks: ${CALLERS.join(", ")} (admin)
  --rows N           how many authorization codes are listed, 0 to 1000000 (312)
  --seed N           another set of invented data (1)
  --still            nothing is minted or redeemed
  --at TIME          its clock starts there and runs, e.g. 2026-11-22T12:00:00Z
  --latency real     answers as slowly as a real authentik
  --read-only        refuses to delete, as a real authentik's console does by itself
  --fail SPEC        fails on purpose; may be repeated. SPEC is KIND[:DURATION][,TIMES][@PATH]
                     with KIND one of ${FAULT_KINDS.slice(0, 7).join(", ")},
                     ${FAULT_KINDS.slice(7).join(", ")};
                     DURATION such as 500ms, 5s, -1h; PATH below /api/v3/, with * and **, e.g.
                     --fail 503:5s,2@oauth2/ --fail latency:3s@core/users/* --fail skew:-1h --fail poison
                     While it runs: POST /sandbox/fail with a JSON list of such texts; [] ends them all;
                     with --sign-in it needs the header X-Grantlens: 1

A real authentik:
  --authentik URL    its address, e.g. https://sso.example.com[/sub/path];
                     the API token is read from the environment variable AUTHENTIK_TOKEN
  --allow-changes    codes, tokens and source connections can be deleted; else the console only reads
  --client-id ID     people sign in with authentik instead, each with their own rights, as this OAuth2 client; the
                     client secret is read from GRANTLENS_CLIENT_SECRET, and there is none for a public client
  --application SLUG the client's application in authentik (grantlens)
  --public-url URL   the address by which browsers reach this console, e.g. https://grants.example.com;
                     the redirect URI in authentik is this with /auth/callback (http://localhost:PORT)
  --sessions WHERE   memory: sessions end with this process; sealed: they are in the browser's cookie, for any
                     process with the same GRANTLENS_SESSION_KEY (memory)

Files for a web server under authentik's own host, where authentik's session counts:
  --export FOLDER    writes them, and starts nothing
  --base PATH        the path that they are served below (/console/)

Signing in can be tried in the sandbox, with --sign-in.
`;
