import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { keys } from "../../api/keys.ts";
import { deletableKind, usedByQuery } from "../../api/remove-object.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { SignInLink } from "../../feedback/sign-in-link.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { formatCount, formatTime } from "../../ui/text/format.ts";
import { formatCountOf } from "../../ui/text/format-later.ts";
import { visible } from "../../ui/text/visible.ts";
import { type AnyEntry, entriesOf, type Entry } from "../entry.ts";
import { extentOf } from "../export/export-facts.ts";
import { useReadAll } from "../export/use-read-all.ts";
import type { Listed, Resource } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import { useDeletedRows } from "./deleted-rows.ts";
import { DeletionForm } from "./deletion-form.tsx";
import styles from "./change.module.css";

interface DeleteDialogProps<T extends Listed> {
  resource: Resource<T>;
  /** What is to be deleted: these rows, or all that match a list. */
  what: readonly Entry<T>[] | List<T>;
  onClose: () => void;
}

/** Says what deleting will do, asks, does it, and says what became of it. */
export function DeleteDialog<T extends Listed>({ resource, what, onClose }: DeleteDialogProps<T>) {
  const { noun } = resource;
  const isMatching = "resource" in what;
  const [only] = isMatching ? [] : what;
  const title = isMatching
    ? `Delete all ${noun[1]} that match`
    : what.length === 1 && only
      ? `Delete ${noun[0]} ${visible(String(only.value.pk))}`
      : `Delete ${formatCountOf(what.length, noun)}`;
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles["dialog"]}>
        {isMatching ? (
          <MatchingRows list={what} />
        ) : (
          <>
            {what.length === 1 && only && <Users resource={resource} entry={only} />}
            <DeletionForm resource={resource} entries={what} />
          </>
        )}
      </div>
    </Dialog>
  );
}

/** What uses the object. authentik knows of nothing that uses a code. */
function Users<T extends Listed>({ resource, entry }: { resource: Resource<T>; entry: Entry<T> }) {
  const { endpoint } = resource;
  const isAsked = deletableKind(endpoint.path) !== "authorization_codes";
  const query = useQuery({ ...usedByQuery(endpoint, entry.value), enabled: isAsked });
  if (!isAsked) return null;
  if (query.isError) return <p>What else uses it could not be read.</p>;
  if (query.data === undefined) return <p className={styles["muted"]}>Looking up what uses it …</p>;
  if (query.data.length === 0) return <p>Nothing else in authentik uses it.</p>;
  const names = query.data.map(({ kind, name }) => visible(`${kind} ${name}`));
  return <p>Used by {names.join(", ")}.</p>;
}

/** Finds all rows that match a list, then asks whether these are to be deleted, with their number. */
function MatchingRows<T extends Listed>({ list }: { list: List<T> }) {
  const { resource, state, snapshot } = list;
  const { noun } = resource;
  const client = useQueryClient();
  // A list that is loaded in full is looked at once more: what was there minutes ago is not what is to be deleted.
  const all = useReadAll({
    ...list,
    snapshot: undefined,
    snapshotComes: list.snapshotComes || snapshot !== undefined,
  });
  const [answer, setAnswer] = useState<ListAnswer<T>>();
  async function read(how: "start" | "go-on"): Promise<void> {
    const found = await all.read(how);
    if (found) setAnswer(found);
  }
  const start = useEffectEvent(() => {
    const queryKey = keys.snapshot(resource.name, state.server);
    void client.invalidateQueries({ queryKey, refetchType: "none" }).then(() => read("start"));
  });
  // By opening the dialog this was asked for.
  useEffect(() => start(), []);
  if (answer) return <FoundRows resource={resource} answer={answer} filters={state.server} />;

  const { report, failure, reading } = all;
  const message = failure && failureMessage(failure, noun[1]);
  if (message && failure && !reading) {
    return (
      <div role="alert" className={styles["failed"]}>
        <p>
          <strong>{message.title}.</strong> {message.text} Nothing was deleted.
        </p>
        <p className={styles["actions"]}>
          <SignInLink failure={failure} />
          <Button onClick={() => void read("go-on")}>Retry</Button>
        </p>
      </div>
    );
  }
  return (
    <>
      <p>
        Finding the {noun[1]} that match
        {report && `: ${formatCount(report.read)} of ${formatCount(report.of)} read`} …
      </p>
      <progress
        aria-label={`Reading ${noun[1]}`}
        {...(report && { max: Math.max(1, report.of), value: report.read })}
      />
    </>
  );
}

interface FoundRowsProps<T extends Listed> {
  resource: Resource<T>;
  answer: ListAnswer<T>;
  /** What authentik was asked to filter by. */
  filters: ServerFilters;
}

function FoundRows<T extends Listed>({ resource, answer, filters }: FoundRowsProps<T>) {
  const { noun } = resource;
  const deleted = useDeletedRows(resource);
  // As they were found: they stay in the list while they are deleted one after the other.
  const [entries] = useState(() =>
    entriesOf(answer).filter(
      (entry: AnyEntry<T>): entry is Entry<T> => entry.readable && !deleted.has(entry.key),
    ),
  );
  const { words, complete } = extentOf(answer);
  const unread = entriesOf(answer).filter(({ readable }) => !readable).length;
  const others = entries.filter(({ value }) => !isOfFilters(resource, value, filters)).length;
  if (others > 0) {
    return (
      <div role="alert">
        <p>
          <strong>Nothing was deleted.</strong> authentik ignored a filter: {formatCount(others)} of
          the {noun[1]} that it found do not match. Select the rows instead.
        </p>
      </div>
    );
  }
  if (entries.length === 0 && unread === 0) return <p>Nothing matches any more.</p>;
  return (
    <>
      <p>
        {complete ? (
          <>
            These are all that matched at {formatTime(answer.asOf)}. What has come since is not
            deleted.
          </>
        ) : (
          <>
            <strong>These are not all that match</strong>: {words}. Only these are deleted.
          </>
        )}
      </p>
      {unread > 0 && (
        <p>
          {formatCount(unread)} {unread === 1 ? "match" : "matches"} could not be read, and{" "}
          {unread === 1 ? "is" : "are"} not deleted.
        </p>
      )}
      {entries.length > 0 && <DeletionForm resource={resource} entries={entries} isTyped />}
    </>
  );
}

/** Whether a row is of what the list is filtered by; a reference that cannot be told counts as one. */
function isOfFilters<T extends Listed>(
  { relations }: Resource<T>,
  row: T,
  filters: ServerFilters,
): boolean {
  return relations.every(({ relation: { param, paramOf }, idOf, objectIn }) => {
    const wanted = filters[param];
    const given = paramOf(idOf(row), objectIn(row) ?? undefined);
    return wanted === undefined || given === "" || given === wanted;
  });
}
