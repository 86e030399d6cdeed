/*
 * Changing what an organization is to its parent, or since when: only what may follow the present
 * status is offered, each with what it means.
 */
import { useState } from "preact/hooks";
import { Choice, Dialog, FuzzyDate, fromDraft, TextArea, toDraft, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { dismiss, send, type WireError } from "../../sync";
import { type Affiliation, nameOf } from "../model/directory";
import { needsConnection } from "../model/rights";
import { type AffiliationStatus, affiliationStatusWord } from "../model/vocabulary";
import { TieRefused } from "./TieForm";

/* What may follow which; the server holds the same table and refuses anything else. */
const NEXT: Readonly<Record<AffiliationStatus, readonly AffiliationStatus[]>> = {
  applicant: ["tentative", "observer", "member", "left"],
  tentative: ["observer", "member", "left"],
  observer: ["member", "suspended", "left"],
  member: ["observer", "suspended", "left"],
  suspended: ["observer", "member", "left"],
  left: ["applicant"],
};

const HINT = {
  applicant: "hint_applicant",
  tentative: "hint_tentative",
  observer: "hint_observer",
  member: "hint_member",
  suspended: "hint_suspended",
  left: "hint_left",
} as const satisfies Record<AffiliationStatus, Key>;

/* What the coalition decides and the Secretariat enters; the server asks for it too. */
const needsDecision = (from: AffiliationStatus, to: AffiliationStatus): boolean =>
  from !== to && (to === "observer" || to === "member" || to === "suspended");

interface Props {
  readonly tie: Affiliation;
  readonly onClose: () => void;
}

export function ChangeTie({ tie, onClose }: Props) {
  /* What one saw when the dialog opened; another's change is then refused, not overwritten. */
  const [seen] = useState(tie);
  const [status, setStatus] = useState<AffiliationStatus>(seen.status);
  const [known, setKnown] = useState(seen.starts_on !== null);
  const [date, setDate] = useState(toDraft(seen.starts_on));
  const [decision, setDecision] = useState("");
  const [decided, setDecided] = useState(toDraft(null));
  const [error, setError] = useState<WireError | undefined>(undefined);
  const isDecided = needsDecision(seen.status, status);
  const decidedOn = fromDraft(decided);
  const startsOn = known ? (fromDraft(date) ?? null) : null;
  const isIncomplete = known && startsOn === null;
  const isChanged = status !== seen.status || startsOn !== seen.starts_on;
  const { affiliation_id } = seen;
  const save = async () => {
    const sent = [
      startsOn === seen.starts_on
        ? undefined
        : send("affiliation.edit", {
            affiliation_id,
            starts_on: { from: seen.starts_on, to: startsOn },
          }),
      status === seen.status
        ? undefined
        : send(
            "affiliation.set_status",
            {
              affiliation_id,
              status: { from: seen.status, to: status },
              ...(isDecided ? { decision: decision.trim() } : {}),
              ...(isDecided && decidedOn !== undefined ? { decided_on: decidedOn } : {}),
            },
            [["affiliation", "update", affiliation_id, { status }]],
          ),
    ];
    for (const outcome of await Promise.all(sent)) {
      if (outcome === undefined || outcome.ok) continue;
      dismiss(outcome.command_id);
      return setError(outcome.error);
    }
    onClose();
  };
  return (
    <Dialog
      title={
        <Words
          k="tie_change_title"
          parts={{
            name: <bdi>{nameOf(seen.organization_id)}</bdi>,
            parent: <bdi>{nameOf(seen.parent_id)}</bdi>,
          }}
        />
      }
      onClose={onClose}
      act={{
        word: t("tie_change_do"),
        run: save,
        reason:
          isIncomplete || (isDecided && decided.year !== "" && decidedOn === undefined)
            ? t("fuzzy_incomplete")
            : isDecided && decision.trim() === ""
              ? t("decision_first")
              : isChanged
                ? needsConnection()
                : t("nothing_changed"),
      }}
    >
      <fieldset class="field">
        <legend>{t("field_standing")}</legend>
        {[seen.status, ...NEXT[seen.status]].map((value) => (
          <Choice
            key={value}
            name="status"
            value={value}
            chosen={status}
            onChoose={() => setStatus(value)}
            hint={t(HINT[value])}
          >
            {value === seen.status
              ? t("tie_stays", { standing: affiliationStatusWord(value) })
              : affiliationStatusWord(value)}
          </Choice>
        ))}
      </fieldset>
      {isDecided ? (
        <>
          <TextArea
            label={t("field_decision")}
            value={decision}
            onInput={setDecision}
            hint={t("hint_decision")}
          />
          <fieldset class="field">
            <legend>{t("decision_when_today")}</legend>
            <FuzzyDate draft={decided} onChange={setDecided} />
          </fieldset>
        </>
      ) : null}
      <div class="field">
        <label class="choice">
          <input type="checkbox" checked={known} onChange={() => setKnown(!known)} />
          <span>{t("tie_dated")}</span>
        </label>
        {known ? <FuzzyDate draft={date} onChange={setDate} /> : null}
      </div>
      <TieRefused error={error} />
    </Dialog>
  );
}
