/*
 * Changing the state of a group: what may follow the present one, what each means and who may do it;
 * then, over the page, who is told.
 */
import { useState } from "preact/hooks";
import { Button, Choice, Dialog, Refusal, Section, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { type Outcome, send } from "../../sync";
import type { Group } from "../model/groups";
import { takeRefusal, whoCan } from "../model/refusals";
import { needsConnection, rightTo } from "../model/rights";
import { type GroupState, groupStateWord, listInLine } from "../model/vocabulary";

interface Step {
  readonly id: "activate" | "wake" | "rest" | "close";
  readonly word: Key;
  readonly hint: Key;
  readonly act: Key;
  readonly title: Key;
  readonly to: GroupState;
  readonly permission: "edit_group" | "change_group_state";
  readonly run: (group_id: string) => Promise<Outcome>;
}

const ownChange = (group_id: string, state: GroupState) =>
  [["group", "update", group_id, { state }]] as const;

const STEPS: readonly Step[] = [
  {
    id: "activate",
    word: "step_activate",
    hint: "step_activate_hint",
    act: "step_activate_do",
    title: "step_activate_title",
    to: "active",
    permission: "change_group_state",
    run: (group_id) => send("group.activate", { group_id }, ownChange(group_id, "active")),
  },
  {
    id: "wake",
    word: "step_wake",
    hint: "step_wake_hint",
    act: "step_wake_do",
    title: "step_wake_title",
    to: "active",
    permission: "edit_group",
    run: (group_id) => send("group.activate", { group_id }, ownChange(group_id, "active")),
  },
  {
    id: "rest",
    word: "step_rest",
    hint: "step_rest_hint",
    act: "step_rest_do",
    title: "step_rest_title",
    to: "dormant",
    permission: "edit_group",
    run: (group_id) => send("group.rest", { group_id }, ownChange(group_id, "dormant")),
  },
  {
    id: "close",
    word: "step_close",
    hint: "step_close_hint",
    act: "step_close_do",
    title: "step_close_title",
    to: "closed",
    permission: "change_group_state",
    run: (group_id) => send("group.close", { group_id }, ownChange(group_id, "closed")),
  },
];

/* What may follow which; the server holds the same table and refuses anything else. */
const NEXT: Readonly<Record<GroupState, readonly Step["id"][]>> = {
  forming: ["activate"],
  active: ["rest", "close"],
  dormant: ["wake"],
  closed: [],
  became_alliance: [],
  reconvened: [],
};

function told(group: Group): string {
  const persons = group.members.filter((member) => member.person_id !== null).length;
  const bodies = group.members.length - persons;
  return listInLine(
    [
      bodies > 0 ? t("count_organizations_plain", { count: bodies }) : "",
      persons > 0 ? t("count_persons", { count: persons }) : "",
    ].filter((part) => part !== ""),
  );
}

function Confirm(props: {
  readonly group: Group;
  readonly step: Step;
  readonly onClose: () => void;
}) {
  const { group, step, onClose } = props;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const run = async () => {
    const words = takeRefusal(await step.run(group.id));
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k={step.title} parts={{ name: <bdi>{group.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t(step.act), run, reason: needsConnection() }}
    >
      <p class="lede">{t(step.hint)}</p>
      <p class="field small muted">{t("step_told", { who: told(group) })}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

export function ChangeState({ group }: { readonly group: Group }) {
  const { state } = group.row;
  const steps = STEPS.filter((step) => NEXT[state].includes(step.id)).map((step) => ({
    step,
    right: rightTo(step.permission, "group", group.id),
  }));
  const shown = steps.filter(({ right }) => right.ok || right.visible);
  const [chosen, setChosen] = useState<string>("");
  const [open, setOpen] = useState(false);
  const current =
    shown.find(({ step, right }) => right.ok && step.id === chosen) ??
    shown.find(({ right }) => right.ok);
  if (shown.length === 0) return null;
  return (
    <Section
      title={t("state_change_title")}
      end={<span class="muted">{t("state_now", { state: groupStateWord(state) })}</span>}
    >
      <fieldset class="only-upto">
        <legend class="vh">{t("state_new")}</legend>
        {shown.map(({ step, right }) => (
          <Choice
            key={step.id}
            name="state"
            value={step.id}
            chosen={current?.step.id ?? ""}
            onChoose={setChosen}
            disabled={!right.ok}
            hint={right.ok ? t(step.hint) : `${t(step.hint)} ${whoCan(right.who)}`}
          >
            <b>{t(step.word)}</b>
          </Choice>
        ))}
      </fieldset>
      {current ? (
        <div class="btns block-s">
          <Button onClick={() => setOpen(true)}>
            {t("step_more", { act: t(current.step.act) })}
          </Button>
          <span class="small muted">{t("step_look_first", { who: told(group) })}</span>
        </div>
      ) : null}
      {open && current ? (
        <Confirm group={group} step={current.step} onClose={() => setOpen(false)} />
      ) : null}
    </Section>
  );
}
