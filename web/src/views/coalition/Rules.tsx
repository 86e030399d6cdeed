/* The rules of counting, as sentences with this coalition's own numbers; staff set them. */
import { useState } from "preact/hooks";
import { Dialog, Refusal, Section, SelectField, TextField, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { type RowOf, send } from "../../sync";
import { takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";
import {
  baseWord,
  neededOf,
  type RuleBase,
  type RuleKind,
  rollCount,
  type Share,
  shareWords,
} from "../model/rules";

type Coalition = RowOf<"coalition">;

type RuleName = "quorum" | "vote" | "admission" | "fallback";

const RULE = {
  quorum: ["rule_quorum_title", "rule_quorum"],
  vote: ["rule_vote_title", "rule_vote"],
  admission: ["rule_admission_title", "rule_admission"],
  fallback: ["rule_fallback_title", "rule_fallback"],
} as const satisfies Record<RuleName, readonly [Key, Key]>;

const shareOf = (row: Coalition, rule: RuleName): Share => ({
  kind: row[`${rule}_kind`],
  numerator: row[`${rule}_numerator`],
  denominator: row[`${rule}_denominator`],
});

const baseOf = (row: Coalition, rule: RuleName): RuleBase | undefined =>
  rule === "quorum" ? undefined : row[`${rule}_base`];

/** The rule as people would say it, with the numbers of this coalition. */
function Sentence({ row, rule }: { readonly row: Coalition; readonly rule: RuleName }) {
  const share = shareOf(row, rule);
  const base = baseOf(row, rule);
  const roll = rollCount.value;
  return (
    <Words
      k={RULE[rule][1]}
      values={{
        share: shareWords(share),
        base: base === undefined ? "" : baseWord(base),
        needed: neededOf(roll, share),
        roll,
        rounds: row.consensus_rounds,
        hours: Math.round(row.fallback_cooling_minutes / 60),
      }}
    />
  );
}

const whole = (text: string): number | undefined =>
  /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : undefined;

function EditRule(props: {
  readonly row: Coalition;
  readonly rule: RuleName;
  readonly onClose: () => void;
}) {
  const { row, rule, onClose } = props;
  const [seen] = useState(row);
  const before = shareOf(seen, rule);
  const [kind, setKind] = useState<RuleKind>(before.kind);
  const [numerator, setNumerator] = useState(String(before.numerator));
  const [denominator, setDenominator] = useState(String(before.denominator));
  const [base, setBase] = useState(baseOf(seen, rule));
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const [parts, of] = [whole(numerator), whole(denominator)];
  const isShare = parts !== undefined && of !== undefined && of > 0 && parts <= of;
  const save = async () => {
    const edits = {
      [`${rule}_kind`]: { from: before.kind, to: kind },
      [`${rule}_numerator`]: { from: before.numerator, to: parts },
      [`${rule}_denominator`]: { from: before.denominator, to: of },
      ...(base === undefined ? {} : { [`${rule}_base`]: { from: baseOf(seen, rule), to: base } }),
    };
    const words = takeRefusal(
      await send("coalition.edit", { coalition_id: row.coalition_id, ...edits }),
    );
    setRefusal(words);
    if (words === undefined) onClose();
  };
  return (
    <Dialog
      title={t(RULE[rule][0])}
      onClose={onClose}
      act={{
        word: t("rule_save"),
        run: save,
        reason: isShare ? needsConnection() : t("rule_no_share"),
      }}
    >
      <p class="lede">
        {isShare
          ? t("rule_would_be", {
              share: shareWords({ kind, numerator: parts, denominator: of }),
              needed: neededOf(rollCount.value, { kind, numerator: parts, denominator: of }),
              roll: rollCount.value,
            })
          : t("rule_no_share")}
      </p>
      <SelectField
        label={t("rule_kind")}
        value={kind}
        options={[
          { value: "more_than", word: t("kind_more_than") },
          { value: "at_least", word: t("kind_at_least") },
        ]}
        onInput={(value) => setKind(value as RuleKind)}
      />
      <TextField
        label={t("rule_parts")}
        value={numerator}
        onInput={setNumerator}
        inputMode="numeric"
      />
      <TextField
        label={t("rule_of")}
        value={denominator}
        onInput={setDenominator}
        inputMode="numeric"
      />
      {base === undefined ? null : (
        <SelectField
          label={t("rule_base")}
          value={base}
          options={(["cast", "present", "roll"] as const).map((value) => ({
            value,
            word: baseWord(value),
          }))}
          onInput={(value) => setBase(value as RuleBase)}
        />
      )}
      <Refusal words={refusal} />
    </Dialog>
  );
}

export function Rules({ row, canEdit }: { readonly row: Coalition; readonly canEdit: boolean }) {
  const [open, setOpen] = useState<RuleName | undefined>(undefined);
  return (
    <Section title={t("rules_title")}>
      <p class="note">
        <Words k="rule_roll" values={{ count: rollCount.value }} />
      </p>
      <dl class="facts">
        {(Object.keys(RULE) as RuleName[]).map((rule) => (
          <div key={rule}>
            <dt>{t(RULE[rule][0])}</dt>
            <dd class="val">
              <span>
                <Sentence row={row} rule={rule} />
              </span>
              {canEdit ? (
                <button
                  type="button"
                  class="editbtn"
                  aria-label={t("rule_edit_named", { name: t(RULE[rule][0]) })}
                  onClick={() => setOpen(rule)}
                >
                  {t("tie_change")}
                </button>
              ) : null}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("rule_consensus_title")}</dt>
          <dd class="val">
            <span>
              <Words
                k="rule_consensus"
                values={{
                  blocks: row.consensus_blocks_max,
                  share: t("share_at_most", {
                    numerator: row.consensus_stand_asides_numerator,
                    denominator: row.consensus_stand_asides_denominator,
                  }),
                  rounds: row.consensus_rounds,
                }}
              />
            </span>
          </dd>
        </div>
      </dl>
      {open ? <EditRule row={row} rule={open} onClose={() => setOpen(undefined)} /> : null}
    </Section>
  );
}
