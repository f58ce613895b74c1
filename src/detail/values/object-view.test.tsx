import { cleanup, render, screen, within } from "../../testing/render.tsx";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test } from "vitest";
import { WITHHELD } from "../../api/wire/redact.ts";
import type { JsonObject } from "../../api/wire/json.ts";
import { fieldGroups, type ObjectKind } from "../fields/labels.ts";
import { ObjectView, type FieldLinks } from "./object-view.tsx";
import { recordedObjects } from "../testing/recorded-objects.ts";

afterEach(cleanup);

const UUID = "8a21e10c-ba53-4c62-ade8-6d4b2b6c8418";

function show(kind: ObjectKind, object: JsonObject, links?: FieldLinks): void {
  render(
    <MemoryRouter>
      <ObjectView kind={kind} object={object} links={links} />
    </MemoryRouter>,
  );
}

/** The value beside a label. */
function valueOf(label: string): HTMLElement {
  const term = screen.getAllByRole("term").find((one) => one.textContent === label);
  const value = term?.nextElementSibling;
  if (!(value instanceof HTMLElement)) throw new Error(`no field ${label}`);
  return value;
}

test("fields are grouped under headings in order, with unknown ones under Other", () => {
  show("provider", {
    novelty: { a: 1 },
    access_code_validity: "hours=1;minutes=2",
    name: "Grafana",
  });
  expect(screen.getAllByRole("heading", { level: 3 }).map((one) => one.textContent)).toEqual([
    "Provider",
    "Validity",
    "Other",
  ]);
  expect(valueOf("Code validity").textContent).toBe("1 hour 2 minutes");
  expect(within(valueOf("novelty")).getByText("a")).toBeTruthy();
});

test("null, never and empty are told apart", () => {
  show("user", { email: "", last_login: null, type: null, name: "x", roles: [], attributes: {} });
  expect(valueOf("E-mail").textContent).toBe("empty");
  expect(valueOf("Last login").textContent).toBe("never");
  expect(valueOf("Type").textContent).toBe("none");
  expect(valueOf("Role IDs").textContent).toBe("none");
  expect(valueOf("Attributes").textContent).toBe("empty object");
});

test("a secret is never shown, redacted or not", () => {
  show("provider", { client_secret: "CANARY-1" });
  expect(valueOf("Client secret").textContent).toBe("withheld");
  cleanup();
  show("provider", { client_secret: WITHHELD, some_new_secret: WITHHELD });
  expect(valueOf("Client secret").textContent).toBe("withheld");
  expect(valueOf("some_new_secret").textContent).toBe("withheld");
  cleanup();
  show("provider", { client_secret: "" });
  expect(valueOf("Client secret").textContent).toBe("empty");
});

test("dates show the exact time in their title", () => {
  show("grant", { expires: "2026-11-22T11:59:34.497038Z", is_expired: true });
  const time = within(valueOf("Expires")).getByTitle("2026-11-22T11:59:34.497038Z");
  expect(time.getAttribute("datetime")).toBe("2026-11-22T11:59:34.497038Z");
  expect(valueOf("is_expired, as answered").textContent).toBe("Yes");
});

test("ids have a copy button named after their field", () => {
  show("provider", { client_id: "abc", signing_key: UUID });
  expect(within(valueOf("Client ID")).getByRole("button", { name: "Copy Client ID" })).toBeTruthy();
  expect(within(valueOf("Signing key")).getByText(UUID)).toBeTruthy();
});

test("redirect URIs of both shapes are shown as text, never as links", () => {
  show("provider", {
    redirect_uris: [
      { matching_mode: "strict", url: "https://a.example/cb" },
      { matching_mode: "regex", url: "https://.*", redirect_uri_type: "logout" },
    ],
  });
  const items = within(valueOf("Redirect URIs")).getAllByRole("listitem");
  expect(within(items[0] ?? document.body).getByText("strict")).toBeTruthy();
  expect(within(items[1] ?? document.body).getByText("regex")).toBeTruthy();
  expect(within(items[1] ?? document.body).getByText("logout")).toBeTruthy();
  expect(screen.queryByRole("link")).toBeNull();
  cleanup();
  show("provider", { redirect_uris: "https://a.example/cb\nhttps://b.example/cb" });
  expect(within(valueOf("Redirect URIs")).getAllByRole("listitem")).toHaveLength(2);
});

test("long lists of ids start collapsed", async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `${UUID.slice(0, -2)}${10 + index}`);
  show("provider", { property_mappings: ids });
  const value = within(valueOf("Property mappings"));
  expect(value.queryByText(ids[3] ?? "")).toBeNull();
  await userEvent.click(value.getByText("12 entries"));
  expect(value.getByText(ids[3] ?? "")).toBeTruthy();
});

test("nested objects are links where a step is known", () => {
  show(
    "grant",
    { user: { pk: 3, name: "Tomasz" }, provider: { pk: 7, name: "Grafana" } },
    { user: [{ to: "/authorization-codes/42/user", text: "Tomasz", detail: "tz" }] },
  );
  const link = screen.getByRole("link", { name: "Tomasz" });
  expect(link.getAttribute("href")).toBe("/authorization-codes/42/user");
  expect(valueOf("User").textContent).toBe("Tomasz tz");
  expect(within(valueOf("Provider")).getByText("Grafana")).toBeTruthy();
});

test("a user's groups are linked by id, from either list", () => {
  const links = [{ to: `/x/user/groups/${UUID}`, text: "Staff", id: UUID }];
  show(
    "user",
    { groups: [UUID], groups_obj: [{ pk: UUID, name: "Staff" }] },
    {
      groups: links,
      groups_obj: links,
    },
  );
  expect(screen.getAllByRole("link", { name: "Staff" })).toHaveLength(2);
});

test("a source given by its id is shown with its link", () => {
  const links = {
    source: [{ to: "/source-connections/7/source", text: "GitHub", detail: "github" }],
  };
  show("group-connection", { source: UUID, identifier: "g" }, links);
  expect(valueOf("Source").textContent).toContain(UUID);
  expect(within(valueOf("Source")).getByRole("link", { name: "GitHub" })).toBeTruthy();
});

test("values of unexpected types are shown as what they are", () => {
  show("user", { name: { first: "A" }, is_active: "maybe", groups: "none at all", email: 5 });
  expect(valueOf("Name").textContent).toContain("first");
  expect(valueOf("Active").textContent).toBe("maybe");
  expect(valueOf("Group IDs").textContent).toBe("none at all");
  expect(valueOf("E-mail").textContent).toBe("5");
});

test("hostile text stays text", () => {
  const text = '<img src=x onerror="alert(1)">\u202e javascript:alert(1)';
  show("user", {
    name: text,
    username: "https://evil.example/",
    avatar: "https://evil.example/a.png",
  });
  const shown = valueOf("Name").querySelector("bdi");
  expect(shown?.textContent).toBe(text.replace("\u202e", "character U+202E"));
  expect(shown?.querySelector("[title]")?.textContent).toBe("character U+202E");
  expect(document.querySelector("img")).toBeNull();
  expect(screen.queryByRole("link")).toBeNull();
});

test("only the selected fields are shown", () => {
  render(
    <MemoryRouter>
      <ObjectView
        kind="provider"
        object={{ client_id: "abc", name: "Grafana" }}
        only={{ title: "Provider, in short", fields: ["client_id", "client_secret"] }}
      />
    </MemoryRouter>,
  );
  expect(screen.getAllByRole("term").map((one) => one.textContent)).toEqual(["Client ID"]);
});

const recorded = recordedObjects();

test.skipIf(recorded.length === 0)(
  "recorded objects: every field is rendered once",
  () => {
    for (const { kind, object } of recorded) {
      show(kind, object);
      const labels = fieldGroups(kind, object).flatMap((group) =>
        group.fields.map((one) => one.label),
      );
      expect(labels).toHaveLength(Object.keys(object).length);
      expect(screen.getAllByRole("term").map((one) => one.textContent)).toEqual(labels);
      cleanup();
    }
  },
  30_000,
);
