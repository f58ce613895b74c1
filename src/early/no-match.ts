/** A word that occurs in no name, slug or identifier. Plain, so that no version parses it as several. */
export const NO_MATCH = "zqxjgrantlensprobejxqz";
