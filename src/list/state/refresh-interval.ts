import { usePreference } from "../../ui/preference.ts";

/** How often lists are refreshed by themselves, in seconds; a choice of the reader. */
export function useRefreshInterval() {
  return usePreference("refresh", ["off", "10", "30"]);
}
