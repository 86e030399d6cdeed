/*
 * A new tie: entered by the secretariat with its status and date, or asked for by a delegate of the
 * organization itself.
 */
import { useState } from "preact/hooks";
import { Choice, Dialog, FuzzyDate, fromDraft, toDraft, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { dismiss, newId, type Outcome, type RowOf, send, type WireError } from "../../sync";
import { AcceptCharter, acceptance, isCharterMet } from "../joining/charter";
import type { Organization } from "../model/directory";
import { needsConnection } from "../model/rights";
import { COALITION_SPACE, PUBLIC_SPACE } from "../model/spaces";
import { OrganizationChooser, TieRefused } from "./TieForm";

type Status = RowOf<"affiliation">["status"];

const STATUSES = [
  ["applicant", "standing_applicant", "hint_applicant"],
  ["tentative", "status_tentative", "hint_tentative"],
  ["observer", "standing_observer", "hint_observer"],
  ["member", "standing_member", "hint_member"],
] as const satisfies readonly (readonly [Status, Key, Key])[];

type First = (typeof STATUSES)[number][0];

interface Props {
  readonly organization: Organization;
  readonly onClose: () => void;
}

/** The row as it will be, shown until the server's own comes. */
function rowOf(tie: {
  readonly id: string;
  readonly organization: Organization;
  readonly parent: Organization;
  readonly status: Status;
  readonly startsOn: string | null;
  readonly sought: "observer" | "member" | null;
}) {
  const isPublic =
    tie.status !== "applicant" &&
    tie.organization.row.space_id === PUBLIC_SPACE &&
    tie.parent.row.space_id === PUBLIC_SPACE;
  return {
    affiliation_id: tie.id,
    space_id: isPublic ? PUBLIC_SPACE : COALITION_SPACE,
    organization_id: tie.organization.id,
    parent_id: tie.parent.id,
    status: tie.status,
    standing_sought: tie.sought,
    status_stated: null,
    charter_version: null,
    starts_on: tie.startsOn,
    ends_on: null,
    is_asked: 0,
    sample: 0,
  };
}

/** Keeps the dialog open with the refusal, and what was chosen, until it succeeds. */
function useSending(onClose: () => void) {
  const [error, setError] = useState<WireError | undefined>(undefined);
  const run = async (sent: Promise<Outcome>) => {
    const outcome = await sent;
    if (outcome.ok) return onClose();
    dismiss(outcome.command_id);
    setError(outcome.error);
  };
  return { error, setError, run };
}

export function AddTie({ organization, onClose }: Props) {
  const [parent, setParent] = useState<Organization | undefined>(undefined);
  const [status, setStatus] = useState<First>("member");
  const [sought, setSought] = useState<"observer" | "member">("observer");
  const [dated, setDated] = useState(false);
  const [date, setDate] = useState(toDraft(null));
  const { error, setError, run } = useSending(onClose);
  const needsSought = status === "applicant" || status === "tentative";
  const startsOn = dated ? (fromDraft(date) ?? null) : null;
  const reason =
    parent === undefined
      ? t("tie_choose_first")
      : dated && startsOn === null
        ? t("fuzzy_incomplete")
        : needsConnection();
  const add = async () => {
    if (!parent) return;
    const id = newId();
    const tie = { id, organization, parent, status, startsOn, sought: needsSought ? sought : null };
    const params = {
      affiliation_id: id,
      organization_id: organization.id,
      parent_id: parent.id,
      status,
      ...(startsOn === null ? {} : { starts_on: startsOn }),
      ...(needsSought ? { standing_sought: sought } : {}),
    };
    await run(send("affiliation.add", params, [["affiliation", "insert", id, rowOf(tie)]]));
  };
  return (
    <Dialog
      title={<Words k="tie_add_title" parts={{ name: <bdi>{organization.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("tie_add_do"), run: add, reason }}
    >
      <OrganizationChooser
        label={t("tie_belongs_to", { name: organization.name })}
        not={organization.id}
        error={error}
        onChoose={(one) => {
          setParent(one);
          setError(undefined);
        }}
      />
      <TieRefused error={error} />
      <fieldset class="field">
        <legend>{t("tie_as")}</legend>
        {STATUSES.map(([value, word, hint]) => (
          <Choice
            key={value}
            name="status"
            value={value}
            chosen={status}
            onChoose={() => setStatus(value)}
            hint={t(hint)}
          >
            {t(word)}
          </Choice>
        ))}
      </fieldset>
      {needsSought ? <Sought value={sought} onChoose={setSought} /> : null}
      <div class="field">
        <label class="choice">
          <input type="checkbox" checked={dated} onChange={() => setDated(!dated)} />
          <span>{t("tie_dated")}</span>
        </label>
        {dated ? <FuzzyDate draft={date} onChange={setDate} /> : null}
      </div>
    </Dialog>
  );
}

function Sought(props: {
  readonly value: "observer" | "member";
  readonly onChoose: (value: "observer" | "member") => void;
}) {
  return (
    <fieldset class="field">
      <legend>{t("tie_sought")}</legend>
      <Choice
        name="sought"
        value="observer"
        chosen={props.value}
        onChoose={() => props.onChoose("observer")}
        hint={t("hint_observer")}
      >
        {t("standing_observer")}
      </Choice>
      <Choice
        name="sought"
        value="member"
        chosen={props.value}
        onChoose={() => props.onChoose("member")}
        hint={t("hint_member")}
      >
        {t("standing_member")}
      </Choice>
    </fieldset>
  );
}

export function ApplyToJoin({ organization, onClose }: Props) {
  const [parent, setParent] = useState<Organization | undefined>(undefined);
  const [sought, setSought] = useState<"observer" | "member">("observer");
  const [accepted, setAccepted] = useState(false);
  const { error, setError, run } = useSending(onClose);
  const reason =
    parent === undefined
      ? t("tie_choose_first")
      : isCharterMet(sought, accepted)
        ? needsConnection()
        : t("charter_first");
  const apply = async () => {
    if (!parent) return;
    const id = newId();
    const row = rowOf({ id, organization, parent, status: "applicant", startsOn: null, sought });
    const params = {
      affiliation_id: id,
      organization_id: organization.id,
      parent_id: parent.id,
      standing_sought: sought,
      ...acceptance(sought),
    };
    await run(send("affiliation.apply", params, [["affiliation", "insert", id, row]]));
  };
  return (
    <Dialog
      title={<Words k="tie_apply_title" parts={{ name: <bdi>{organization.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("tie_apply_do"), run: apply, reason }}
    >
      <p class="lede">{t("tie_apply_words")}</p>
      <OrganizationChooser
        label={t("tie_apply_to")}
        not={organization.id}
        error={error}
        onChoose={(one) => {
          setParent(one);
          setError(undefined);
        }}
      />
      <TieRefused error={error} />
      <Sought value={sought} onChoose={setSought} />
      <AcceptCharter sought={sought} accepted={accepted} onAccept={setAccepted} />
    </Dialog>
  );
}
