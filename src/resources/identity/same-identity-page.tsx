import { readNumericId } from "../../model/ids.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { allSourcesQuery } from "../../api/endpoints/sources.ts";
import { ROWS } from "../../api/freshness.ts";
import { keys } from "../../api/keys.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import { FailureView } from "../../feedback/failure-view.tsx";
import { useCaller } from "../../feedback/use-caller.ts";
import { identityPath } from "../../detail/identity-path.ts";
import { Button } from "../../ui/button.tsx";
import { formatTime } from "../../ui/text/format.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { AccountName } from "./account-name.tsx";
import { AccountSection } from "./account-section.tsx";
import type { Identity, Seed } from "./found-identity.ts";
import { readIdentity } from "./read-identity.ts";
import { HowRead } from "./how-read.tsx";
import { SharedIdentifiersFound } from "./shared-found.tsx";
import styles from "./identity.module.css";

/** Everything that is tied to an identifier, a user or a group by connections with sources. */
export function SameIdentityPage() {
  const [params] = useSearchParams();
  const seed = seedIn(params);
  return (
    <div className={styles["page"]}>
      <title>Same identity · Grantlens</title>
      <header className={styles["header"]}>
        <h1 tabIndex={-1}>Same identity</h1>
        {seed && (
          <p className={styles["of"]}>
            <SeedName seed={seed} />
          </p>
        )}
        <IdentifierForm key={params.toString()} seed={seed} />
      </header>
      {seed ? (
        <Found key={params.toString()} seed={seed} />
      ) : (
        <p className={styles["body"]}>
          Who is connected with a source under one identifier, and with which other sources. Enter
          an identifier, or come here from a connection or a user.
        </p>
      )}
    </div>
  );
}

/** The last value of a parameter that has one, as in other addresses. */
function seedIn(params: URLSearchParams): Seed | undefined {
  const identifier = params.getAll("identifier").at(-1) ?? "";
  if (identifier !== "") return { identifier };
  const user = (params.getAll("user").at(-1) ?? "").trim();
  const id = readNumericId(user);
  if (id !== null) return { user: String(Number(id)) };
  const group = (params.getAll("group").at(-1) ?? "").trim().toLowerCase();
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(group) ? { group } : undefined;
}

function SeedName({ seed }: { seed: Seed }) {
  if ("identifier" in seed) {
    return (
      <>
        of the identifier <ServerText className={styles["mono"]}>{seed.identifier}</ServerText>
      </>
    );
  }
  const kind = "user" in seed ? "user" : "group";
  return (
    <>
      of the {kind} <AccountName kind={kind} id={Object.values(seed)[0]!} />
    </>
  );
}

function IdentifierForm({ seed }: { seed: Seed | undefined }) {
  const id = useId();
  const navigate = useNavigate();
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get("identifier");
    if (typeof text === "string" && text !== "") {
      void navigate(identityPath({ identifier: text }));
    }
  }
  return (
    <form className={styles["form"]} onSubmit={submit}>
      <label htmlFor={id}>Identifier</label>
      <input
        id={id}
        name="identifier"
        defaultValue={seed && "identifier" in seed ? seed.identifier : ""}
        autoComplete="off"
        spellCheck={false}
      />
      <Button type="submit">Find</Button>
    </form>
  );
}

function Found({ seed }: { seed: Seed }) {
  const client = useQueryClient();
  const query = useQuery<Identity>({
    queryKey: keys.identity(seed),
    queryFn: ({ signal, client }) => readIdentity(client, seed, signal),
    ...ROWS,
  });
  const sources = useQuery(allSourcesQuery());
  const { me } = useCaller();
  const { data } = query;
  // With the names at once, since rows are of another height with them.
  if (data === undefined || sources.isPending) {
    const failure = failureIn(query);
    return (
      <div className={styles["body"]}>
        {failure ? (
          <FailureView
            failure={failure}
            what="source connections"
            onRetry={() => askAgain(client)}
          />
        ) : (
          <p role="status">Reading connections …</p>
        )}
      </div>
    );
  }
  const byId = new Map(sources.data?.items.map((source) => [source.pk, source]));
  return (
    <div className={styles["body"]} aria-busy={query.isFetching}>
      <SharedIdentifiersFound identity={data} seed={seed} sources={byId} />
      {data.accounts.map((account) => (
        <AccountSection
          key={`${account.kind} ${account.id}`}
          account={account}
          accounts={data.accounts}
          sources={byId}
          sought={"identifier" in seed ? seed.identifier : undefined}
        />
      ))}
      <HowRead identity={data} onlyOwn={me?.user.is_superuser === false} />
      <p className={styles["muted"]}>
        {!Number.isNaN(data.asOf) && `As of ${formatTime(data.asOf)}. `}
        <Button look="link" onClick={() => askAgain(client, keys.identity(seed))}>
          Refresh
        </Button>
      </p>
    </div>
  );
}
