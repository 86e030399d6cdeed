/*
 * An organization goes over into another: entered by the Secretariat, by a decision of both. What
 * ends and what stays is said before.
 */
import { useState } from "preact/hooks";
import { Dialog, FuzzyDate, fromDraft, TextArea, toDraft, Words } from "../../components";
import { t } from "../../i18n";
import { navigate } from "../../router";
import { dismiss, newId, send, type WireError } from "../../sync";
import { type Organization, rootId } from "../model/directory";
import { ActButton, needsConnection, rightTo } from "../model/rights";
import { OrganizationChooser, TieRefused } from "./TieForm";

interface Props {
  readonly organization: Organization;
}

function MergeDialog({ organization, onClose }: Props & { readonly onClose: () => void }) {
  const [into, setInto] = useState<Organization | undefined>(undefined);
  const [decision, setDecision] = useState("");
  const [date, setDate] = useState(toDraft(null));
  const [error, setError] = useState<WireError | undefined>(undefined);
  const dated_on = fromDraft(date);
  const reason =
    into === undefined
      ? t("merge_choose_first")
      : decision.trim() === ""
        ? t("decision_first")
        : date.year !== "" && dated_on === undefined
          ? t("fuzzy_incomplete")
          : needsConnection();
  const merge = async () => {
    if (!into) return;
    const outcome = await send("organization.merge", {
      organization_id: organization.id,
      into_organization_id: into.id,
      lineage_id: newId(),
      decision: decision.trim(),
      ...(dated_on === undefined ? {} : { dated_on }),
    });
    if (outcome.ok) {
      onClose();
      return navigate(`/network/${into.id}`);
    }
    dismiss(outcome.command_id);
    setError(outcome.error);
  };
  return (
    <Dialog
      title={<Words k="merge_title" parts={{ name: <bdi>{organization.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("merge_do"), run: merge, reason }}
    >
      <p class="lede">{t("merge_words")}</p>
      <OrganizationChooser
        label={t("merge_into")}
        not={organization.id}
        error={error}
        onChoose={(one) => {
          setInto(one);
          setError(undefined);
        }}
      />
      <TieRefused error={error} />
      <TextArea
        label={t("field_decision")}
        value={decision}
        onInput={setDecision}
        hint={t("hint_decision")}
      />
      <fieldset class="field">
        <legend>{t("decision_when")}</legend>
        <FuzzyDate draft={date} onChange={setDate} />
      </fieldset>
    </Dialog>
  );
}

export function MergeOrganization({ organization }: Props) {
  const [open, setOpen] = useState(false);
  const right = rightTo("set_affiliation", "organization", organization.id);
  if (!right.ok || organization.id === rootId.value) return null;
  return (
    <>
      <ActButton right={right} look="plain" onClick={() => setOpen(true)}>
        {t("merge_act")}
      </ActButton>
      {open ? <MergeDialog organization={organization} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
