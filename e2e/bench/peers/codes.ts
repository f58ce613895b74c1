/** The fields of an API row that the peers show. */
export interface Code {
  pk: number;
  user: { name: string; username: string };
  provider: { name: string; assigned_application_name: string | null };
  scope: string[];
  expires: string | null;
  is_expired: boolean;
}

interface CodesAnswer {
  results: Code[];
  pagination: { count: number };
}

/** What to list. The peers' addresses use the API's parameter names. */
export interface ListQuery {
  page: number;
  size: number;
  /** With "-" in front for descending. */
  ordering: string;
}

export function queryOf(search: URLSearchParams): ListQuery {
  return {
    page: Number(search.get("page") ?? 1),
    size: Number(search.get("page_size") ?? 20),
    ordering: search.get("ordering") ?? "expires",
  };
}

export function searchOf({ page, size, ordering }: ListQuery): string {
  return `?page=${page}&page_size=${size}&ordering=${ordering}`;
}

export async function fetchCodes(query: ListQuery): Promise<CodesAnswer> {
  const answer = await fetch(`/api/v3/oauth2/authorization_codes/${searchOf(query)}`);
  if (!answer.ok) throw new Error(`the API answers ${answer.status}`);
  return (await answer.json()) as CodesAnswer;
}

export function rootElement(): HTMLElement {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  return root;
}
