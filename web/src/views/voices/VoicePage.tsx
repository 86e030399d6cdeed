/*
 * The page of one voice: how far it has come, what was told, what its author allows. Its author changes it
 * here as long as it is in their hand; others read its edition, which tells of its author what they agreed
 * to.
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import {
  CourseLine,
  Dots,
  EditableFact,
  type Editor,
  Name,
  PageHead,
  Section,
  type Station,
  Tag,
  useKey,
  Words,
} from "../../components";
import { fuzzyDate, type Key, t } from "../../i18n";
import { navigate, route } from "../../router";
import { connection } from "../../sync";
import { savingOf } from "../model/edits";
import { languageWord } from "../model/languages";
import { LANGUAGE_MOST, NAME_MOST, VOICE_MOST } from "../model/limits";
import { rightTo } from "../model/rights";
import { atStart } from "../model/vocabulary";
import { editVoice, isInHand, isTakenBack, type VoiceField } from "../model/voice_edits";
import {
  attributions,
  bodyOf,
  courseOf,
  quotedOptions,
  STATIONS,
  type Told,
  toldOf,
  toldOn,
  voiceKinds,
  voiceKindWord,
  voiceStateWord,
  widths,
} from "../model/voice_words";
import { type Own, type Voice, voices } from "../model/voices";
import { NotHere } from "../NotHere";
import { AuthorActs, EditionActs } from "./VoiceActs";
import { ByFact, Text } from "./VoiceWords";

/* ---- its course ---- */

const STATION = {
  given: "contribution_state_submitted",
  taken_in: "contribution_state_accepted",
  carried_up: "contribution_state_raised",
  bundled: "contribution_state_synthesised",
  answered: "contribution_state_answered",
} as const satisfies Record<(typeof STATIONS)[number], Key>;

/** The present station by what the voice is now, which is given back where others are taken in. */
function stationsOf({ row }: Voice): readonly Station[] {
  const course = courseOf(row.state);
  return STATIONS.map((id, at) => {
    const kind = course[at] ?? "open";
    const isPresent = kind === "now" || kind === "ended";
    const given = id === "given" && row.given_on !== null ? fuzzyDate(row.given_on) : "";
    return {
      id,
      kind,
      word: isPresent ? voiceStateWord(row.state) : t(STATION[id]),
      when: given,
    };
  });
}

/* ---- its facts ---- */

interface FactRow {
  readonly label: Key;
  readonly edit: Key;
  readonly save: Key;
  readonly editor: () => Editor;
  readonly hint?: Key;
  /** How it is said that there is none. */
  readonly absent?: Key;
}

const line =
  (most: number, required = false) =>
  (): Editor => ({ kind: "line", most, required });
const choice = (options: typeof voiceKinds) => (): Editor => ({
  kind: "choice",
  options: options(),
});

const FACTS = {
  title: {
    label: "contribution_title",
    edit: "edit_contribution_title",
    save: "save_contribution_title",
    editor: line(NAME_MOST, true),
  },
  text: {
    label: "contribution_text",
    edit: "edit_contribution_text",
    save: "save_contribution_text",
    editor: () => ({ kind: "text", most: VOICE_MOST }),
  },
  kind: { label: "field_kind", edit: "edit_kind", save: "save_kind", editor: choice(voiceKinds) },
  theme: {
    label: "contribution_theme",
    edit: "edit_contribution_theme",
    save: "save_contribution_theme",
    editor: line(NAME_MOST),
  },
  concerns: {
    label: "contribution_concerns",
    edit: "edit_contribution_concerns",
    save: "save_contribution_concerns",
    editor: line(NAME_MOST),
    hint: "hint_contribution_concerns",
  },
  place: {
    label: "field_place",
    edit: "edit_place",
    save: "save_place",
    editor: line(NAME_MOST),
    hint: "hint_contribution_place",
  },
  language: {
    label: "contribution_language",
    edit: "edit_contribution_language",
    save: "save_contribution_language",
    editor: line(LANGUAGE_MOST, true),
    hint: "hint_contribution_language",
  },
  max_space: {
    label: "contribution_max_space",
    edit: "edit_contribution_max_space",
    save: "save_contribution_max_space",
    editor: choice(widths),
  },
  attribution: {
    label: "contribution_attribution",
    edit: "edit_contribution_attribution",
    save: "save_contribution_attribution",
    editor: choice(attributions),
  },
  may_be_quoted: {
    label: "contribution_quoted",
    edit: "edit_contribution_quoted",
    save: "save_contribution_quoted",
    editor: choice(quotedOptions),
  },
  allowed_until: {
    label: "contribution_until",
    edit: "edit_contribution_until",
    save: "save_date",
    editor: () => ({ kind: "date" }),
    absent: "contribution_until_taken_back",
  },
  explained_in: {
    label: "contribution_explained",
    edit: "edit_contribution_explained",
    save: "save_contribution_explained",
    editor: line(NAME_MOST),
    hint: "hint_contribution_explained",
  },
} as const satisfies Record<VoiceField, FactRow>;

interface Part {
  readonly voice: Voice;
  /** The row in which it may be changed; undefined: it may not. */
  readonly mine: Own | undefined;
  readonly open: string | undefined;
  readonly setOpen: (field: string | undefined) => void;
}

function Fact(
  props: Part & {
    readonly field: VoiceField;
    readonly shown?: ComponentChildren;
  },
) {
  const { voice, mine, open, setOpen, field, shown } = props;
  const fact: FactRow = FACTS[field];
  const value = voice.row[field];
  return (
    <EditableFact
      words={{ label: t(fact.label), edit: t(fact.edit), save: t(fact.save) }}
      value={value === null ? null : String(value)}
      shown={shown}
      editor={fact.editor()}
      hint={fact.hint && t(fact.hint)}
      absent={fact.absent && t(fact.absent)}
      {...savingOf("contribution", voice.id, field)}
      canEdit={mine !== undefined}
      open={open === field}
      onOpen={() => setOpen(field)}
      onClose={() => setOpen(undefined)}
      onSave={async (from, to) => {
        if (mine === undefined) return { ok: false, message: t("E_CLOSED") };
        if (field === "text" && to === null) return { ok: false, message: t("E_REQUIRED") };
        return await editVoice(mine, field, from, to);
      }}
    />
  );
}

/** What was told reads as it was written, and opens into its field like any other fact. */
function WhatWasTold(part: Part) {
  const { row } = part.voice;
  const isOpen = part.open === "text";
  return (
    <Section title={t("contribution_text")}>
      {isOpen ? null : <Text text={row.text} language={row.language} />}
      {part.mine === undefined ? null : (
        <dl class={isOpen ? "facts" : "facts quiet"}>
          <Fact {...part} field="text" shown={<span class="vh">{t("mandate_above")}</span>} />
        </dl>
      )}
    </Section>
  );
}

const About = (part: Part) => (
  <Section title={t("item_facts")} class="block-s">
    <dl class="facts">
      {part.mine === undefined ? null : <Fact {...part} field="title" />}
      <Fact {...part} field="kind" />
      <Fact {...part} field="theme" />
      <Fact {...part} field="concerns" />
      <Fact {...part} field="place" />
      <Fact {...part} field="language" shown={<bdi>{languageWord(part.voice.row.language)}</bdi>} />
    </dl>
  </Section>
);

/** As it is told where it was given; before that as it would be. */
function toldHere({ own, edition, row }: Voice): Told {
  if (edition !== undefined && (own === undefined || !isInHand(own.state))) return edition;
  return toldOf(row, row.organization_id);
}

const Consent = (part: Part) => (
  <Section title={t("contribution_consent")}>
    <dl class="facts">
      <Fact {...part} field="max_space" />
      <Fact {...part} field="attribution" />
      <ByFact told={toldHere(part.voice)} />
      <Fact {...part} field="may_be_quoted" />
      <Fact {...part} field="allowed_until" />
      <Fact {...part} field="explained_in" />
    </dl>
    <p class="small muted note">{t("contribution_if_taken_back")}</p>
  </Section>
);

/** Who reads it, said where it is read. */
const ReadBy = ({ row }: Voice) => (
  <p class="small muted">
    {row.given_on === null ? (
      atStart(t("read_by_person"))
    ) : (
      <Words
        k="contribution_read_inside"
        parts={{ organization: <Name>{bodyOf(row.organization_id)}</Name> }}
      />
    )}
  </p>
);

function Head({ voice, back }: { readonly voice: Voice; readonly back: string }) {
  const { row } = voice;
  const isGone = isTakenBack(voice);
  return (
    <PageHead
      title={isGone ? t("contribution_taken_back") : row.title}
      back={{ href: back, word: t("room_voices") }}
      kicker={
        <>
          <Dots>
            {[
              atStart(voiceKindWord(row.kind)),
              isGone || row.theme === null ? "" : <Name key="theme">{row.theme}</Name>,
              row.given_on === null ? voiceStateWord(row.state) : toldOn(row.given_on),
            ]}
          </Dots>{" "}
          {row.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
        </>
      }
    >
      <CourseLine label={t("course_label")} stations={stationsOf(voice)} />
      {isGone ? <p class="lede">{t("contribution_taken_back_words")}</p> : <ReadBy {...voice} />}
    </PageHead>
  );
}

/** All of it that is left where its words were not taken back. */
function Whole(part: Part) {
  const { voice } = part;
  const { own, edition, row } = voice;
  return (
    <div class="two">
      <div>
        {row.note === null ? null : (
          <Section title={t("edition_note_title")}>
            <p class="said" dir="auto">
              {row.note}
            </p>
          </Section>
        )}
        <WhatWasTold {...part} />
        {edition === undefined ? null : <EditionActs voice={voice} edition={edition} />}
        {own === undefined ? null : <AuthorActs voice={voice} own={own} />}
        <About {...part} />
      </div>
      <div class="side">
        <Consent {...part} />
      </div>
    </div>
  );
}

function Page({ voice }: { readonly voice: Voice }) {
  const { own } = voice;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const canEdit =
    own !== undefined &&
    isInHand(own.state) &&
    rightTo("edit_voice", "contribution", own.contribution_id).ok;
  const part: Part = { voice, mine: canEdit ? own : undefined, open, setOpen };
  const back = `/voices${route.value.query.size > 0 ? `?${route.value.query}` : ""}`;
  useKey("back", () => navigate(back));
  useKey("edit", () => {
    if (canEdit) setOpen("text");
  });
  return (
    <>
      <Head voice={voice} back={back} />
      {isTakenBack(voice) ? null : <Whole {...part} />}
    </>
  );
}

export function VoicePage({ id }: { readonly id: string }) {
  const voice = voices.value.get(id);
  if (voice) return <Page key={id} voice={voice} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
