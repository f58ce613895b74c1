import { useState } from "react";
import type { ObjectAnswer } from "../api/list-answer.ts";
import { LazyDeleteDialog } from "../list/change/lazy-delete-dialog.ts";
import { useMayDelete } from "../list/change/use-may-delete.ts";
import type { Listed, Resource } from "../list/resource.ts";
import { Button } from "../ui/button.tsx";

interface DeleteActionProps<T extends Listed> {
  resource: Resource<T>;
  answer: ObjectAnswer<T>;
}

/** The button that deletes the open object, where that may be. */
export function DeleteAction<T extends Listed>({ resource, answer }: DeleteActionProps<T>) {
  const mayDelete = useMayDelete(resource);
  // Each opening is another one: see `ListTools`.
  const [turn, setTurn] = useState({ count: 0, isOpen: false });
  // What a session that ends meanwhile leaves undone has to be told.
  if (!mayDelete && !turn.isOpen) return null;
  const { value, problems, asOf, listedAt = asOf } = answer;
  const entry = {
    readable: true as const,
    key: String(value.pk),
    value,
    problems,
    answeredAt: asOf,
    listedAt,
  };
  return (
    <>
      <Button
        aria-haspopup="dialog"
        onClick={() => setTurn(({ count }) => ({ count: count + 1, isOpen: true }))}
      >
        Delete …
      </Button>
      {turn.isOpen && (
        <LazyDeleteDialog
          key={turn.count}
          resource={resource}
          what={[entry]}
          onClose={() => setTurn((now) => (now === turn ? { ...now, isOpen: false } : now))}
        />
      )}
    </>
  );
}
