import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SELF_SIGNED } from "../../src/server/testing/self-signed.ts";

type ProxyName = "nginx" | "caddy";

export interface ProxyProcess {
  stop(): Promise<void>;
}

const README = new URL("../../README.md", import.meta.url);
/** As in the README's recipes. */
const PUBLIC = "grants.example.com";
const PROCESS = "127.0.0.1:9800";

/** A free port of this machine. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

/** Whether the proxy is here, or can be had: as root on Debian it is installed. */
export function hasProxy(name: ProxyName): boolean {
  if (runs(name)) return true;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return false;
  const packages = name === "nginx" ? "nginx-light" : "caddy";
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: string[]) =>
    spawnSync("apt-get", [...WAITING, ...args], { env, stdio: "ignore" });
  apt("update");
  // Neither starts a service of its own, which would take port 80.
  const policy = "/usr/sbin/policy-rc.d";
  const isOurs = !existsSync(policy);
  if (isOurs) writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  apt("install", "-y", "--no-install-recommends", packages);
  if (isOurs) rmSync(policy);
  return runs(name);
}

function runs(name: ProxyName): boolean {
  const [program, ...args] = name === "nginx" ? [nginxPath(), "-v"] : ["caddy", "version"];
  return spawnSync(program ?? "", args, { stdio: "ignore" }).status === 0;
}

/** Another worker may be installing the other one. */
const WAITING = ["-o", "DPkg::Lock::Timeout=120"];

/** Debian keeps it where only root's PATH leads. */
const nginxPath = () => (existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx");

/**
 * Starts a proxy with the README's recipe for it, on a port of this machine in place of 443.
 *
 * @param ports of the processes behind it, in place of the recipe's one.
 */
export async function startProxy(
  name: ProxyName,
  port: number,
  ports: readonly number[],
): Promise<ProxyProcess> {
  return start(name, port, (folder) =>
    name === "nginx"
      ? recipeOf(name, 0)
          .replace(`server ${PROCESS};`, ports.map((one) => `server 127.0.0.1:${one};`).join(" "))
          .replace("listen 443 ssl", `listen 127.0.0.1:${port} ssl`)
          .replace(`server_name ${PUBLIC}`, "server_name localhost")
          .replaceAll("/etc/ssl/", `${folder}/`)
      : recipeOf(name, 0)
          .replace(PROCESS, ports.map((one) => `127.0.0.1:${one}`).join(" "))
          .replace(`${PUBLIC} {`, caddySite(port, folder)),
  );
}

/**
 * Starts a proxy in front of an authentik, with the README's recipe for the console's files under authentik's host.
 *
 * @param authentik its port.
 * @param root the folder in place of the recipe's.
 */
export async function startFileServer(
  name: ProxyName,
  port: number,
  authentik: number,
  root: string,
): Promise<ProxyProcess> {
  const recipe = recipeOf(name, 1).replace("/srv/www", root);
  return start(name, port, (folder) =>
    name === "nginx"
      ? `server {
  listen 127.0.0.1:${port} ssl;
  ssl_certificate ${folder}/grants.pem;
  ssl_certificate_key ${folder}/grants.key;
  ${recipe}
  location / { proxy_pass http://127.0.0.1:${authentik}; proxy_set_header Host $http_host; }
}`
      : `${caddySite(port, folder)}\n${recipe}\nreverse_proxy 127.0.0.1:${authentik}\n}`,
  );
}

function caddySite(port: number, folder: string): string {
  return `https://localhost:${port} {\n\tbind 127.0.0.1\n\ttls ${folder}/grants.pem ${folder}/grants.key`;
}

async function start(
  name: ProxyName,
  port: number,
  siteOf: (folder: string) => string,
): Promise<ProxyProcess> {
  const folder = mkdtempSync(join(tmpdir(), "grantlens-proxy-"));
  writeFileSync(join(folder, "grants.pem"), SELF_SIGNED.cert);
  writeFileSync(join(folder, "grants.key"), SELF_SIGNED.key);
  const child = name === "nginx" ? nginx() : caddy();
  const said: string[] = [];
  child.stderr?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  await listening(port, child, said);
  return {
    async stop() {
      if (child.exitCode === null) {
        child.kill();
        await once(child, "exit");
      }
      rmSync(folder, { recursive: true });
    },
  };

  function nginx(): ChildProcess {
    const own = (kind: string) => `${kind}_temp_path ${folder}/${kind};`;
    const file = join(folder, "nginx.conf");
    writeFileSync(
      file,
      `daemon off; pid ${folder}/pid; error_log stderr; events {}
http {
  access_log off;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(own).join(" ")}
  types { text/html html; text/javascript js; text/css css; image/svg+xml svg; application/json json; }
  ${siteOf(folder)}
}`,
    );
    return spawn(nginxPath(), ["-c", file, "-e", "stderr"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
  }

  function caddy(): ChildProcess {
    const file = join(folder, "Caddyfile");
    writeFileSync(file, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${siteOf(folder)}`);
    const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    return spawn("caddy", ["run", "--config", file, "--adapter", "caddyfile"], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
  }
}

/** @param index 0: in front of the process; 1: the files. */
function recipeOf(name: ProxyName, index: number): string {
  const all = readFileSync(README, "utf8").matchAll(
    new RegExp(`\`\`\`${name}\n([^]*?)\`\`\``, "g"),
  );
  const recipe = [...all][index]?.[1];
  if (recipe === undefined) throw new Error(`the README has no recipe for ${name}`);
  return recipe;
}

async function listening(port: number, child: ChildProcess, said: string[]): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the proxy ended: ${said.join("")}`);
    if (await connects(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}
