import { readHyphenated } from "../../model/ids.ts";
import { defineEndpoint, type Endpoint } from "../endpoint.ts";
import { ROWS } from "../freshness.ts";
import { keys } from "../keys.ts";
import { readSource, type Source } from "../wire/source.ts";
import { sourceByPkQuery } from "./sources.ts";

/** Sources of all types. One is found by its uuid, as connections have it; authentik itself fetches one by its slug. */
export const sourcesEndpoint: Endpoint<Source> = {
  ...defineEndpoint({
    name: "sources",
    path: "sources/all/",
    read: readSource,
    readPk: readHyphenated,
  }),
  objectQuery: (pk) => ({
    ...sourceByPkQuery(String(pk)),
    queryKey: keys.object("sources", pk),
    ...ROWS,
  }),
};
