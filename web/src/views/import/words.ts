/* What the sections of a file and the tables of the store are called. */
import { isKey, type Key, t } from "../../i18n";

const THINGS = {
  organizations: "things_organization",
  organization: "things_organization",
  additions: "things_addition",
  affiliations: "things_affiliation",
  affiliation: "things_affiliation",
  series: "things_series",
  convenings: "things_convening",
  convening: "things_convening",
  groups: "things_group",
  group: "things_group",
  group_members: "things_group_member",
  group_member: "things_group_member",
  lineage: "things_lineage",
  questions: "things_question",
  question: "things_question",
  people: "things_person",
  person: "things_person",
  plans: "things_plan",
  plan: "things_plan",
  goals: "things_goal",
  goal: "things_goal",
  objectives: "things_objective",
  objective: "things_objective",
  milestones: "things_milestone",
  milestone: "things_milestone",
  action_items: "things_action_item",
  action_item: "things_action_item",
  phases: "things_phase",
  findings: "things_finding",
  dependencies: "things_dependency",
  baselines: "things_baseline",
  indicators: "things_indicator",
  reading_notes: "things_reading_note",
} as const satisfies Record<string, Key>;

/** "Organizations"; undefined for what a person need not hear of by itself. */
export function thingsWord(name: string): string | undefined {
  const key = THINGS[name as keyof typeof THINGS] as string | undefined;
  return key !== undefined && isKey(key) ? t(key) : undefined;
}
