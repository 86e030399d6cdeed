/* In what way one thing came out of another. */
import type { Key } from "../../i18n";
import type { Lineage } from "../model/lineage";

export const RELATION = {
  evolved_into: "relation_evolved_into",
  became_alliance: "relation_became_alliance",
  reconvened_as: "relation_reconvened_as",
  spun_off: "relation_spun_off",
  sprouted: "relation_sprouted",
  merged_into: "relation_merged_into",
  split_into: "relation_split_into",
} as const satisfies Record<Lineage["relation"], Key>;
