import type { ComponentType } from "react";
import { lazyComponent } from "../../feedback/lazy-component.tsx";

type Dialog = (typeof import("./delete-dialog.tsx"))["DeleteDialog"];

/** Cast to the type of the component itself, which is generic in its rows. */
export const LazyDeleteDialog = lazyComponent<object>(() =>
  import("./delete-dialog.tsx").then(({ DeleteDialog }) => DeleteDialog as ComponentType<object>),
) as unknown as Dialog;
