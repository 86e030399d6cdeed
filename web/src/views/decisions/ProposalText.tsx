/*
 * What is to be decided: its text as it stands, the versions before it, and its being changed, where one is
 * told beforehand what a change does to a ballot that is open.
 */
import type { ComponentChildren } from "preact";
import { EditableFact, type Editor, Name, Section, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { by } from "../../sync";
import { editProposal } from "../model/decision_edits";
import type { Matter } from "../model/decisions";
import { savingOf } from "../model/edits";
import { langOf, languageWord } from "../model/languages";
import { LANGUAGE_MOST, NAME_MOST, PROPOSAL_MOST } from "../model/limits";
import { atStart } from "../model/vocabulary";

export interface Part {
  readonly matter: Matter;
  readonly canEdit: boolean;
  readonly open: string | undefined;
  readonly setOpen: (field: string | undefined) => void;
}

type Field = "title" | "text" | "language";

interface FactRow {
  readonly label: Key;
  readonly edit: Key;
  readonly save: Key;
  readonly editor: Editor;
}

const FACTS = {
  title: {
    label: "proposal_title",
    edit: "edit_proposal_title",
    save: "save_proposal_title",
    editor: { kind: "line", most: NAME_MOST, required: true },
  },
  text: {
    label: "proposal_text",
    edit: "edit_proposal_text",
    save: "save_proposal_text",
    editor: { kind: "text", most: PROPOSAL_MOST },
  },
  language: {
    label: "proposal_language",
    edit: "edit_proposal_language",
    save: "save_contribution_language",
    editor: { kind: "line", most: LANGUAGE_MOST, required: true },
  },
} as const satisfies Record<Field, FactRow>;

/** What saving a change does, said before it is saved. */
function WhatItDoes({ matter: { row, open } }: Pick<Part, "matter">) {
  if (open !== undefined) {
    const { answered, roll } = open;
    return (
      <Words
        k="hint_proposal_voids"
        values={{ version: open.version, next: row.version + 1, answered, roll }}
      />
    );
  }
  return row.state === "draft" ? undefined : t("hint_proposal_version", { next: row.version + 1 });
}

export function ProposalFact(
  props: Part & { readonly field: Field; readonly shown?: ComponentChildren },
) {
  const { matter, canEdit, open, setOpen, field, shown } = props;
  const fact: FactRow = FACTS[field];
  return (
    <EditableFact
      words={{ label: t(fact.label), edit: t(fact.edit), save: t(fact.save) }}
      value={matter.row[field]}
      shown={shown}
      editor={fact.editor}
      hint={matter.row.state === "draft" ? undefined : <WhatItDoes matter={matter} />}
      {...savingOf("proposal", matter.id, field)}
      canEdit={canEdit}
      open={open === field}
      onOpen={() => setOpen(field)}
      onClose={() => setOpen(undefined)}
      onSave={async (from, to) =>
        to === null
          ? { ok: false, message: t("E_REQUIRED") }
          : await editProposal(matter.id, field, from, to)
      }
    />
  );
}

/** Paragraphs are numbered where there are several, so that one can speak of the second. */
function Paragraphs({ text, language }: { readonly text: string; readonly language: string }) {
  const paragraphs = text.split(/\n\s*\n/).filter((one) => one.trim() !== "");
  const isNumbered = paragraphs.length > 1;
  return (
    <div class={isNumbered ? "doc numbered" : "doc"} dir="auto" lang={langOf(language)}>
      {paragraphs.map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  );
}

function Earlier({ matter }: Pick<Part, "matter">) {
  const { version } = matter.row;
  const earlier = by("proposal_version", "proposal_id", matter.id)
    .value.filter((one) => one.version < version)
    .toSorted((a, b) => b.version - a.version);
  return earlier.length === 0 ? null : (
    <details>
      <summary>{t("proposal_earlier", { count: earlier.length })}</summary>
      {earlier.map((one) => (
        <section key={one.proposal_version_id} class="block-s">
          <h3 class="namehead">{atStart(t("proposal_version", { version: one.version }))}</h3>
          {one.title === matter.row.title ? null : (
            <p class="note">
              <b>
                <Name>{one.title}</Name>
              </b>
            </p>
          )}
          <Paragraphs text={one.text} language={one.language} />
        </section>
      ))}
    </details>
  );
}

export function ProposalText(part: Part) {
  const { row, decision } = part.matter;
  const isOpen = part.open === "text";
  const version = t("proposal_version", { version: row.version });
  return (
    <Section
      title={t(decision ? "decision_text" : "proposal_text")}
      end={row.state === "draft" ? undefined : version}
    >
      {isOpen ? null : <Paragraphs text={row.text} language={row.language} />}
      {isOpen ? null : (
        <p class="small muted note">
          {t("proposal_written_in", { language: languageWord(row.language) })}
        </p>
      )}
      {part.canEdit ? (
        <dl class={isOpen ? "facts" : "facts quiet"}>
          <ProposalFact
            {...part}
            field="text"
            shown={<span class="vh">{t("mandate_above")}</span>}
          />
        </dl>
      ) : null}
      <Earlier matter={part.matter} />
    </Section>
  );
}
