/*
 * What a group becomes by a decision of its own: an alliance, another body, a part of another group;
 * or a part of it starts on its own. Each dialog says who is touched and what stays, and keeps how it
 * was decided for whoever asks later.
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import {
  Button,
  Choice,
  Dialog,
  FuzzyDate,
  type FuzzyDraft,
  fromDraft,
  Refusal,
  Section,
  SelectField,
  TextArea,
  TextField,
  toDraft,
  Words,
} from "../../components";
import { type Key, t } from "../../i18n";
import { navigate } from "../../router";
import { newId, type Outcome, send, viewer } from "../../sync";
import { type Group, groups, isFinal } from "../model/groups";
import { MANDATE_MOST, NAME_MOST } from "../model/limits";
import { actingFor } from "../model/me";
import { takeRefusal, whoCan } from "../model/refusals";
import { needsConnection, rightTo } from "../model/rights";
import type { GroupState } from "../model/vocabulary";

type Way = "alliance" | "reconvene" | "merge" | "split";

const WORDS = {
  alliance: ["become_alliance", "become_alliance_hint", "become_alliance_title"],
  reconvene: ["become_reconvene", "become_reconvene_hint", "become_reconvene_title"],
  merge: ["become_merge", "become_merge_hint", "become_merge_title"],
  split: ["become_split", "become_split_hint", "become_split_title"],
} as const satisfies Record<Way, readonly [Key, Key, Key]>;

/* From which state which way leads; the server holds the same table and refuses anything else. */
const WAYS: Readonly<Record<GroupState, readonly Way[]>> = {
  forming: ["split"],
  active: ["alliance", "reconvene", "merge", "split"],
  dormant: ["alliance", "split"],
  closed: [],
  became_alliance: [],
  reconvened: [],
};

/** How it was decided and when: what every one of these is entered with. */
function useDecision() {
  const [decision, setDecision] = useState("");
  const [date, setDate] = useState<FuzzyDraft>(toDraft(null));
  const dated_on = fromDraft(date);
  const text = decision.trim();
  const missing =
    text === ""
      ? t("decision_first")
      : [...text].length > MANDATE_MOST
        ? t("E_TOO_LONG", { most: MANDATE_MOST })
        : date.year !== "" && dated_on === undefined
          ? t("fuzzy_incomplete")
          : undefined;
  const params = { decision: text, ...(dated_on === undefined ? {} : { dated_on }) };
  return { decision, setDecision, date, setDate, missing, params };
}

const DecisionFields = ({ of }: { readonly of: ReturnType<typeof useDecision> }) => (
  <>
    <TextArea
      label={t("field_decision")}
      value={of.decision}
      onInput={of.setDecision}
      hint={t("hint_decision")}
    />
    <fieldset class="field">
      <legend>{t("decision_when")}</legend>
      <FuzzyDate draft={of.date} onChange={of.setDate} />
    </fieldset>
  </>
);

interface Props {
  readonly group: Group;
  readonly onClose: () => void;
}

interface FrameProps extends Props {
  readonly way: Way;
  readonly missing: string | undefined;
  readonly run: () => Promise<Outcome>;
  readonly then: () => void;
  readonly children: ComponentChildren;
}

/** The dialog around each: its sentence, its fields, and the refusal with all that was typed. */
function Frame({ group, way, missing, run, then, onClose, children }: FrameProps) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const [word, hint, title] = WORDS[way];
  const act = async () => {
    const words = takeRefusal(await run());
    setRefusal(words);
    if (words === undefined) {
      onClose();
      then();
    }
  };
  return (
    <Dialog
      title={<Words k={title} parts={{ name: <bdi>{group.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t(word), run: act, reason: missing ?? needsConnection() }}
    >
      <p class="lede">{t(hint)}</p>
      {children}
      <Refusal words={refusal} />
    </Dialog>
  );
}

const nameProblem = (name: string): string | undefined => {
  if (name.trim() === "") return t("name_first");
  return [...name.trim()].length > NAME_MOST ? t("E_TOO_LONG", { most: NAME_MOST }) : undefined;
};

function BecomeAlliance(props: Props) {
  const { group } = props;
  const [name, setName] = useState("");
  const decision = useDecision();
  const [organization_id] = useState(newId);
  const asked = group.members.filter((member) => member.organization_id !== null).length;
  return (
    <Frame
      {...props}
      way="alliance"
      missing={nameProblem(name) ?? decision.missing}
      run={() =>
        send("group.become_alliance", {
          group_id: group.id,
          organization_id,
          lineage_id: newId(),
          belonging_id: newId(),
          name: name.trim(),
          ...decision.params,
        })
      }
      then={() => navigate(`/network/${organization_id}`)}
    >
      <p class="field small">{t("become_alliance_asked", { count: asked })}</p>
      <p class="field small">{t("become_alliance_stays")}</p>
      <p class="field small">{t("become_alliance_lead")}</p>
      <TextField label={t("become_alliance_name")} value={name} onInput={setName} />
      <DecisionFields of={decision} />
    </Frame>
  );
}

/** Other groups one facilitates: only into those may one lead one's own. */
const others = (group: Group): readonly Group[] =>
  [...groups.value.values()].filter(
    (one) =>
      one.id !== group.id && !isFinal(one.row.state) && rightTo("edit_group", "group", one.id).ok,
  );

function Merge(props: Props) {
  const { group } = props;
  const own = others(group);
  const [into, setInto] = useState(own[0]?.id ?? "");
  const decision = useDecision();
  return (
    <Frame
      {...props}
      way="merge"
      missing={own.length === 0 ? t("become_merge_none") : decision.missing}
      run={() =>
        send("group.merge", {
          group_id: group.id,
          into_group_id: into,
          lineage_id: newId(),
          ...decision.params,
        })
      }
      then={() => navigate(`/groups/${into}`)}
    >
      {own.length === 0 ? null : (
        <SelectField
          label={t("become_merge_into")}
          value={into}
          options={own.map(({ id, name }) => ({ value: id, word: name }))}
          onInput={setInto}
        />
      )}
      <DecisionFields of={decision} />
    </Frame>
  );
}

function Reconvene(props: Props) {
  const { group } = props;
  const organization = actingFor.value;
  const options = [
    ...(organization && viewer.value.acting_for !== null
      ? [{ value: `organization ${organization.id}`, word: organization.name }]
      : []),
    ...others(group).map(({ id, name }) => ({ value: `group ${id}`, word: name })),
  ];
  const [as, setAs] = useState(options[0]?.value ?? "");
  const decision = useDecision();
  const [table, id = ""] = as.split(" ");
  return (
    <Frame
      {...props}
      way="reconvene"
      missing={options.length === 0 ? t("become_reconvene_none") : decision.missing}
      run={() =>
        send("group.reconvene", {
          group_id: group.id,
          lineage_id: newId(),
          ...(table === "group" ? { to_group_id: id } : { organization_id: id }),
          ...decision.params,
        })
      }
      then={() => navigate(table === "group" ? `/groups/${id}` : `/network/${id}`)}
    >
      {options.length === 0 ? null : (
        <SelectField
          label={t("become_reconvene_as")}
          value={as}
          options={options}
          onInput={setAs}
        />
      )}
      <DecisionFields of={decision} />
    </Frame>
  );
}

function Split(props: Props) {
  const { group } = props;
  const [name, setName] = useState("");
  const [group_id] = useState(newId);
  const decision = useDecision();
  return (
    <Frame
      {...props}
      way="split"
      missing={nameProblem(name) ?? decision.missing}
      run={() =>
        send("group.split", {
          from_group_id: group.id,
          group_id,
          group_member_id: newId(),
          lineage_id: newId(),
          name: name.trim(),
          ...decision.params,
        })
      }
      then={() => navigate(`/groups/${group_id}`)}
    >
      <TextField label={t("become_split_name")} value={name} onInput={setName} />
      <DecisionFields of={decision} />
    </Frame>
  );
}

const DIALOG = {
  alliance: BecomeAlliance,
  reconvene: Reconvene,
  merge: Merge,
  split: Split,
} as const;

export function Become({ group }: { readonly group: Group }) {
  const right = rightTo("edit_group", "group", group.id);
  const ways = WAYS[group.row.state];
  const [chosen, setChosen] = useState<Way | undefined>(undefined);
  const [open, setOpen] = useState(false);
  const way = chosen !== undefined && ways.includes(chosen) ? chosen : ways[0];
  if (way === undefined) return null;
  const Chosen = DIALOG[way];
  return (
    <Section title={t("become_title")}>
      <p class="small muted note">{t("become_words")}</p>
      <fieldset class="only-upto">
        <legend class="vh">{t("become_title")}</legend>
        {ways.map((one) => (
          <Choice
            key={one}
            name="become"
            value={one}
            chosen={way}
            onChoose={() => setChosen(one)}
            disabled={!right.ok}
            hint={right.ok ? t(WORDS[one][1]) : `${t(WORDS[one][1])} ${whoCan(right.who)}`}
          >
            <b>{t(WORDS[one][0])}</b>
          </Choice>
        ))}
      </fieldset>
      {right.ok ? (
        <div class="btns block-s">
          <Button onClick={() => setOpen(true)}>{t("step_more", { act: t(WORDS[way][0]) })}</Button>
        </div>
      ) : null}
      {open ? <Chosen group={group} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
