/*
 * A decision in the register: its number, whether it is in force, what took its place, and what is said about
 * it. Its text is what was decided.
 */
import { useState } from "preact/hooks";
import { EditableFact, type Editor, Link, Name, Section, Words } from "../../components";
import { fuzzyDate, type Key, t } from "../../i18n";
import { row } from "../../sync";
import { editDecision } from "../model/decision_edits";
import { decisionStateWord } from "../model/decision_words";
import { savingOf } from "../model/edits";
import { MANDATE_MOST } from "../model/limits";
import { type Decision, numberWord } from "../model/register";
import { rightTo, WhoCan } from "../model/rights";

/** Another decision of the register, by its number and what it is called. */
export function DecisionLink({ id }: { readonly id: string }) {
  const decision = row("decision", id).value;
  if (decision === undefined) return <>{t("not_here_title")}</>;
  return (
    <Link href={`/decisions/${decision.proposal_id}`}>
      <bdi>{numberWord(decision)}</bdi> <Name>{decision.title}</Name>
    </Link>
  );
}

const FACTS = {
  rationale: {
    label: "decision_rationale",
    edit: "edit_decision_rationale",
    save: "save_decision_rationale",
    editor: { kind: "text", most: MANDATE_MOST },
  },
  review_on: {
    label: "decision_review",
    edit: "edit_decision_review",
    save: "save_date",
    editor: { kind: "date" },
  },
} as const satisfies Record<
  string,
  { readonly label: Key; readonly edit: Key; readonly save: Key; readonly editor: Editor }
>;

export function InRegister({ decision }: { readonly decision: Decision }) {
  const [open, setOpen] = useState<string | undefined>(undefined);
  const right = rightTo("edit_decision", "decision", decision.decision_id);
  return (
    <Section title={t("decision_title")}>
      <dl class="facts">
        <div>
          <dt>{t("decision_number_label")}</dt>
          <dd>
            <bdi>{numberWord(decision)}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t("decision_decided_on")}</dt>
          <dd>{fuzzyDate(decision.decided_on)}</dd>
        </div>
        <div>
          <dt>{t("field_state")}</dt>
          <dd>
            {decisionStateWord(decision.state)}
            {decision.replaced_by_id === null ? null : (
              <span class="stated">
                <Words
                  k="decision_replaced_by"
                  parts={{ decision: <DecisionLink id={decision.replaced_by_id} /> }}
                />
              </span>
            )}
          </dd>
        </div>
        {(["rationale", "review_on"] as const).map((field) => {
          const fact = FACTS[field];
          return (
            <EditableFact
              key={field}
              words={{ label: t(fact.label), edit: t(fact.edit), save: t(fact.save) }}
              value={decision[field]}
              editor={fact.editor}
              {...savingOf("decision", decision.decision_id, field)}
              canEdit={right.ok}
              open={open === field}
              onOpen={() => setOpen(field)}
              onClose={() => setOpen(undefined)}
              onSave={(from, to) => editDecision(decision, field, from, to)}
            />
          );
        })}
      </dl>
      <WhoCan right={right} />
    </Section>
  );
}
