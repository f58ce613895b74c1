import type { JsonFields } from "../../http/json-fields.ts";
import type { UserEntity } from "../entities.ts";

/** The given properties of a user; omitted ones are generated. */
export interface UserPlan extends Partial<
  Pick<UserEntity, "email" | "is_active" | "type" | "path" | "avatar">
> {
  readonly username: string;
  readonly name: string;
  readonly attributes?: JsonFields;
  /** Names of groups. */
  readonly groups?: readonly string[];
}

const EVERY_KIND: JsonFields = {
  text: "line one\nline two\ttab \\ \" ' `",
  empty: "",
  number: 42,
  fraction: -0.125,
  large: 9007199254740991,
  yes: true,
  no: false,
  nothing: null,
  list: [[], {}, "", 0, false, null, ["deep", ["deeper", ["deepest"]]]],
  object: { a: { b: { c: [1, 2, { d: null }] } } },
  markup: "<img src=x onerror=alert(1)>",
  emoji: "🧑🏾‍🚀",
  "key with spaces, dots.and/slashes": "kept as it is",
  "goauthentik.io/user/token-expires": true,
  settings: { theme: { base: "dark" }, locale: "de", pagination: { perPage: 50 } },
};

/** Attributes whose names mark them as secret, at several depths. No secret may reach the page. */
const SECRETIVE: JsonFields = {
  api_key: "CANARY-attribute-api-key",
  ldap_password: "CANARY-attribute-ldap-password",
  ssh_private_key: "CANARY-attribute-ssh-private-key",
  ssh_public_key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIInvented me@example.com",
  PASSWORD_HINT: "CANARY-attribute-upper-case",
  integrations: {
    github: { personal_token: "CANARY-attribute-nested-token", login: "quartz" },
    webhooks: [{ url: "https://hooks.example.com/a", signing_secret: "CANARY-attribute-in-list" }],
    private_key: { kid: "k1", pem: "CANARY-attribute-object" },
    backup_password: "",
    reset_password: null,
  },
};

/** Users with names, avatars or attributes that are hard to display. */
export const SPECIAL_USERS: readonly UserPlan[] = [
  { username: "attributes", name: "Attila Attribute", attributes: EVERY_KIND },
  { username: "secrets", name: "Sylvie Quartz", attributes: SECRETIVE },
  { username: "noname", name: "" },
  { username: "spaces", name: "   " },
  { username: "nomail", name: "Noor Nomail", email: "" },
  { username: "neither", name: "", email: "" },
  { username: "inactive.ivan", name: "Ivan Inactive", is_active: false },
  { username: "b.markup", name: '<b>Bob</b> "&amp;" <script>alert(1)</script>' },
  { username: "obrien", name: 'Róisín O\'Brien "Ro" \\ / & %20 {x} ${y}' },
  { username: "محمد", name: "محمد بن سلمان العربي", email: "mohammed@example.com" },
  { username: "shira", name: "שירה לוי (R&D)" },
  { username: "override", name: "\u202egpj.exe\u202c override" },
  { username: "zoë", name: "Zoë Ǻngström z͑ͫ̓ͪ̂algo", email: "zoe@example.com" },
  { username: "nfd.jose", name: "Jose\u0301 Nu\u0301n\u0303ez" },
  { username: "rocket🚀", name: "👩🏽‍💻 Dev 🚀🇺🇳", email: "rocket@example.com" },
  { username: "yamada", name: "山田 太郎" },
  { username: "kim.cs", name: "김철수" },
  { username: "shevchenko", name: "Олександра Шевченко" },
  { username: "dimitra", name: "Δήμητρα Παπαδοπούλου" },
  { username: "priyanka", name: "प्रियंका चक्रवर्ती" },
  { username: "somchai", name: "สมชาย ใจดี" },
  { username: "mono", name: "Prince" },
  { username: "lines", name: "New\nLine\tTab" },
  { username: "comma,user", name: "Separated, Comma" },
  { username: "user with space", name: "Space Inbetween" },
  { username: "UPPER.Case", name: "UPPER lower", email: "UPPER@EXAMPLE.COM" },
  {
    username: `hubert.${"blaine.".repeat(18)}wolfe`,
    name: `Hubert Blaine ${"Wolfeschlegelsteinhausenbergerdorff ".repeat(4)}Sr.`,
    email: `hubert.${"blaine".repeat(9)}@example.com`,
  },
  { username: "unbroken", name: `L${"o".repeat(140)}ng` },
  // People with the same name: only username and email address distinguish them.
  { username: "lea.becker", name: "Léa Becker", groups: ["Frontend"] },
  { username: "lea.becker2", name: "Léa Becker", groups: ["Accounting"] },
  {
    username: "lea.becker.ext",
    name: "Léa Becker",
    type: "external",
    path: "users/partners/eu",
    email: "lea@atelier-vert.example",
    groups: ["Partners EU"],
  },
  { username: "wei.zhang", name: "Wei Zhang" },
  { username: "wei.zhang1", name: "Wei Zhang" },
  // Avatars: an external URL (which must never be loaded), a path, none at all.
  {
    username: "pictured",
    name: "Avery Pictured",
    avatar: "https://example.invalid/a.png?x=1&y=2",
    attributes: { avatar: "https://example.invalid/a.png?x=1&y=2" },
  },
  {
    username: "gravatar",
    name: "Gerda Vatar",
    avatar: "https://secure.gravatar.com/avatar/5f0c6d1e3a7b4c2d?d=404&s=158",
  },
  { username: "pathed", name: "Pat Hed", avatar: "/static/dist/assets/images/user_default.png" },
  { username: "faceless", name: "Fay Celess", avatar: "" },
  {
    username: "member.of.many",
    name: "Marius Many",
    groups: [
      "SRE on call, night shift",
      "Platform security",
      "Design systems",
      "Red team",
      "Wi-Fi",
    ],
  },
  { username: "groupless", name: "Gro Upless", groups: [] },
];
