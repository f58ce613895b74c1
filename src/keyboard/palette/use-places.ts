import { useNavigate } from "react-router";
import { readViews } from "../../list/views/saved-views.ts";
import { useStored } from "../../list/views/views-store.ts";
import { listPath, RESOURCES } from "../../paths.ts";
import { ALL_RESOURCES, DEFINITIONS } from "../../resources/all-resources.ts";
import { visible } from "../../ui/text/visible.ts";
import type { PaletteItem } from "./palette-item.ts";

/** The console's pages, and the saved views of all lists. */
export function usePlaces(): PaletteItem[] {
  const navigate = useNavigate();
  const { views } = readViews(useStored() ?? "", DEFINITIONS);
  return [
    { group: "Pages", label: "Overview", run: () => void navigate("/") },
    ...RESOURCES.map((name) => ({
      group: "Pages",
      label: ALL_RESOURCES[name].title,
      run: () => void navigate(listPath(name)),
    })),
    { group: "Pages", label: "Same identity", run: () => void navigate("/same-identity") },
    ...views.map(({ list, name, search }) => ({
      group: "Views",
      label: visible(name),
      detail: ALL_RESOURCES[list].title,
      run: () => void navigate(listPath(list, search)),
    })),
  ];
}
