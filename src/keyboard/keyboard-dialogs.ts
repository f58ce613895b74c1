/** The lazy chunk of the keyboard's dialogs. */
export { Palette } from "./palette/palette.tsx";
export { ShortcutsDialog } from "./shortcuts-dialog.tsx";
