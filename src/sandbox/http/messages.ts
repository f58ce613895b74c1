/**
 * The server's error messages. Since 2025.10 they are localised by `Accept-Language`; German is included so that
 * nothing relies on the English wording.
 */
export type Language = "en" | "de";

type Text = (value: string) => string;

const ENGLISH = {
  "invalid-page": () => "Invalid page.",
  "not-found": () => "Not found.",
  "no-match": (model) => `No ${model} matches the given query.`,
  "no-credentials": () => "Authentication credentials were not provided.",
  "bad-token": () => "Token invalid/expired",
  "unsupported-scheme": () => "Unsupported authentication type",
  forbidden: () => "You do not have permission to perform this action.",
  "not-acceptable": () => "Could not satisfy the request Accept header.",
  "method-not-allowed": (method) => `Method "${method}" not allowed.`,
  "media-type": (type) => `Unsupported media type "${type}" in request.`,
  nul: () => "Null characters are not allowed.",
  choice: () => "Select a valid choice. That choice is not one of the available choices.",
  "one-choice": (value) => `Select a valid choice. ${value} is not one of the available choices.`,
  "not-a-uuid": (value) => `“${value}” is not a valid UUID.`,
  "enter-a-uuid": () => "Enter a valid UUID.",
  required: () => "This field is required.",
  "not-null": () => "This field may not be null.",
  "not-blank": () => "This field may not be blank.",
  "not-a-string": () => "Not a valid string.",
  "no-object": (pk) => `Invalid pk "${pk}" - object does not exist.`,
  "wrong-pk-type": (type) => `Incorrect type. Expected pk value, received ${type}.`,
  "no-dictionary": (type) => `Invalid data. Expected a dictionary, but got ${type}.`,
  unique: () => "This field must be unique.",
  "unknown-choice": (value) => `"${value}" is not a valid choice.`,
  "not-a-list": (type) => `Expected a list of items but got type "${type}".`,
  "not-a-duration": (value) => `${value} is not in the correct format of 'hours=3;minutes=1'.`,
  "not-unique": (fields) => `The fields ${fields} must make a unique set.`,
} satisfies Record<string, Text>;

export type MessageName = keyof typeof ENGLISH;

const GERMAN: Partial<Record<MessageName, Text>> = {
  "invalid-page": () => "Ungültige Seite.",
  "not-found": () => "Nicht gefunden.",
  "no-credentials": () => "Anmeldedaten fehlen.",
  choice: () => "Bitte eine gültige Auswahl treffen. Dies ist keine gültige Auswahl.",
  "not-a-uuid": (value) => `Wert „${value}“ ist keine gültige UUID.`,
};

export function message(name: MessageName, language: Language, value = ""): string {
  const text: Text = (language === "de" ? GERMAN[name] : undefined) ?? ENGLISH[name];
  return text(value);
}

/** The offered language that `Accept-Language` prefers; English if none matches. */
export function languageOf(acceptLanguage: string | null): Language {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((range) => {
      const [tag = "", ...parameters] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith("q="));
      return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality);
  for (const { tag } of wanted) {
    const base = tag.split("-")[0];
    if (base === "de" || base === "en") return base;
  }
  return "en";
}
