import { seen } from "../../ui/text/invisible.ts";
import { cut, SHORT } from "../../ui/text/visible.ts";
import styles from "./avatar.module.css";

interface AvatarProps {
  /** As in authentik's answer. Only `data:` images are shown: the page makes no requests to other hosts. */
  src: string | null;
  /** The initials are taken from it. */
  name: string;
}

const DATA_IMAGE = /^data:image\/[a-z0-9.+-]+[;,]/i;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A picture beside the name; hidden from assistive technology, since the name says the same. */
export function Avatar({ src, name }: AvatarProps) {
  const className = styles["avatar"];
  if (src !== null && isDataImage(src)) return <img className={className} src={src} alt="" />;
  return (
    <span className={className} aria-hidden="true">
      <bdi>{initials(name)}</bdi>
    </span>
  );
}

/** True for a `data:` URL of an image. */
export function isDataImage(src: string): boolean {
  return DATA_IMAGE.test(src);
}

/** The first grapheme of the first and of the last word. */
export function initials(name: string): string {
  const words = seen(cut(name, SHORT))
    .split(/[\s._@-]+/u)
    .filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => firstGrapheme(word ?? "").toLocaleUpperCase()).join("") || "?";
}

function firstGrapheme(word: string): string {
  // A grapheme of a hostile name may be endless; no real one is longer than this.
  return (
    graphemes.segment(word.slice(0, 64))[Symbol.iterator]().next().value?.segment.slice(0, 32) ?? ""
  );
}
