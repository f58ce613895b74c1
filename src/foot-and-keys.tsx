import { Foot } from "./shell/foot.tsx";
import { KeyboardControl } from "./keyboard/keyboard-control.tsx";

/** What every page has and none needs for its first rows: the foot of the navigation, and the shortcuts. */
export function FootAndKeys() {
  return (
    <>
      <Foot />
      <KeyboardControl />
    </>
  );
}
