import "../table.css";
import { type Code, fetchCodes, type ListQuery, queryOf, rootElement, searchOf } from "../codes.ts";

/** Those that the server can sort by have a key. */
const COLUMNS: readonly { title: string; key?: string }[] = [
  { title: "Status" },
  { title: "User", key: "user" },
  { title: "Provider", key: "provider" },
  { title: "Scopes" },
  { title: "Expires", key: "expires" },
];

const root = rootElement();
root.innerHTML = `
  <nav><span></span> <a rel="prev">Previous</a> <a rel="next">Next</a></nav>
  <table><thead><tr></tr></thead><tbody></tbody></table>`;
const [range, previous, next] = root.querySelectorAll<HTMLElement>("nav *");
const head = root.querySelector("thead tr");
const body = root.querySelector("tbody");

async function show(): Promise<void> {
  const { search } = location;
  const query = queryOf(new URLSearchParams(search));
  const { results, pagination } = await fetchCodes(query);
  // Superseded by a later query.
  if (location.search !== search) return;
  const { page, size } = query;
  range!.textContent = `${(page - 1) * size + 1}–${(page - 1) * size + results.length} of ${pagination.count}`;
  lead(previous!, page > 1 && { ...query, page: page - 1 });
  lead(next!, page * size < pagination.count && { ...query, page: page + 1 });
  head!.innerHTML = COLUMNS.map(({ title, key }) => {
    if (key === undefined) return `<th><span>${title}</span></th>`;
    const ordering = query.ordering === key ? `-${key}` : key;
    return `<th><a href="${searchOf({ ...query, page: 1, ordering })}">${title}</a></th>`;
  }).join("");
  body!.innerHTML = results.map(rowOf).join("");
}

function rowOf({ pk, user, provider, scope, expires, is_expired: isExpired }: Code): string {
  return `<tr data-pk="${pk}">
    <td><b>${isExpired ? "Expired" : "Valid"}</b></td>
    <td>${escaped(user.name)} <small>${escaped(user.username)}</small></td>
    <td>${escaped(provider.name)} <small>${escaped(provider.assigned_application_name ?? "")}</small></td>
    <td>${escaped(scope.join(" "))}</td>
    <td><time>${expires ?? ""}</time></td>
  </tr>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function lead(link: HTMLElement, to: ListQuery | false): void {
  if (to === false) link.removeAttribute("href");
  else link.setAttribute("href", searchOf(to));
}

addEventListener("click", (event) => {
  const link = (event.target as Element).closest("a[href]");
  if (link === null) return;
  event.preventDefault();
  history.pushState(null, "", link.getAttribute("href"));
  void show();
});
addEventListener("popstate", () => void show());
void show();
