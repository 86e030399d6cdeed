/*
 * How a plan stands: what may follow as buttons, over the page the words of the decision when it is put
 * away; who drafts it; and a new plan after one that was put away.
 */
import { useState } from "preact/hooks";
import {
  Dialog,
  Mark,
  Refusal,
  SearchBox,
  Section,
  TextArea,
  TextField,
  useStillHere,
  Words,
} from "../../components";
import { type Key, t } from "../../i18n";
import { navigate } from "../../router";
import { newId } from "../../sync";
import { groups, isFinal } from "../model/groups";
import { MANDATE_MOST, NAME_MOST } from "../model/limits";
import { NEXT_OF_PLAN, type Plan, type PlanState } from "../model/plan";
import { copyPlan, entrustPlan, setPlanState } from "../model/plan_edits";
import { planStateWord } from "../model/plan_words";
import { takeRefusal } from "../model/refusals";
import { ActButton, needsConnection, rightTo } from "../model/rights";

const WORD = {
  draft: "plan_state_draft",
  active: "plan_activate_do",
  under_review: "plan_review_do",
  archived: "plan_archive_do",
} as const satisfies Record<PlanState, Key>;

/** A text that must be there, up to so many letters: why it is not yet to be sent. */
function missing(text: string, most: number, empty: string): string | undefined {
  if (text === "") return empty;
  return [...text].length > most ? t("E_TOO_LONG", { most }) : undefined;
}

function Archive({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const [decision, setDecision] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const text = decision.trim();
  const save = async () => {
    const words = takeRefusal(await setPlanState(plan, "archived", text));
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="plan_archive_title" parts={{ name: <bdi>{plan.name}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t("plan_archive_act"),
        run: save,
        reason: needsConnection() ?? missing(text, MANDATE_MOST, t("plan_decision_first")),
      }}
    >
      <p class="lede">{t("plan_archive_hint")}</p>
      <TextArea
        label={t("field_decision")}
        value={decision}
        onInput={setDecision}
        hint={t("plan_decision_hint")}
      />
      <Refusal words={refusal} />
    </Dialog>
  );
}

function Copy({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const [name, setName] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const isHere = useStillHere();
  const text = name.trim();
  const copy = async () => {
    const id = newId();
    const words = takeRefusal(await copyPlan(plan, id, text));
    if (!isHere()) return;
    if (words === undefined) navigate(`/plans/${id}`);
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="plan_copy_title" parts={{ name: <bdi>{plan.name}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t("plan_copy_act"),
        run: copy,
        reason: needsConnection() ?? missing(text, NAME_MOST, t("plan_name_first")),
      }}
    >
      <p class="lede">{t("plan_copy_hint")}</p>
      <TextField label={t("field_plan_name")} value={name} onInput={setName} />
      <Refusal words={refusal} />
    </Dialog>
  );
}

function Entrust({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const [chosen, setChosen] = useState<{ id: string; name: string } | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const alive = [...groups.value.values()].filter(({ row }) => !isFinal(row.state));
  const save = async () => {
    const words = takeRefusal(await entrustPlan(plan, chosen?.id ?? null));
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="plan_entrust_title" parts={{ name: <bdi>{plan.name}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t("plan_entrust_act"),
        run: save,
        reason: chosen === undefined ? t("plan_group_first") : undefined,
      }}
    >
      <p class="lede">
        {chosen === undefined ? (
          t("plan_entrust_hint")
        ) : (
          <Words k="plan_entrust_chosen" parts={{ name: <bdi>{chosen.name}</bdi> }} />
        )}
      </p>
      <div class="field">
        <SearchBox
          label={t("owner_which_group")}
          labelled
          things={alive}
          mark={() => <Mark kind="open" />}
          note={() => ""}
          onChoose={({ id, name }) => setChosen({ id, name })}
        />
      </div>
      <Refusal words={refusal} />
    </Dialog>
  );
}

type Asked = "archive" | "copy" | "entrust";

export function PlanStates({ plan }: { readonly plan: Plan }) {
  const { state, decision, space_id, group_id } = plan.row;
  const right = rightTo("change_plan_state", "plan", plan.id);
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  if (!right.ok && !right.visible) return null;
  const isOwn = space_id === group_id;
  const act = (to: PlanState) => {
    if (to === "archived") return setAsked("archive");
    void setPlanState(plan, to, decision).then((one) => setRefusal(takeRefusal(one)));
  };
  const close = () => setAsked(undefined);
  return (
    <Section
      title={t("field_state")}
      end={<span class="muted">{t("state_now", { state: planStateWord(state) })}</span>}
      class="block"
    >
      <div class="btns block-s">
        {NEXT_OF_PLAN[state].map((to) => (
          <ActButton
            key={to}
            right={right}
            look={to === "archived" ? "plain" : "edge"}
            onClick={() => act(to)}
          >
            {t(state === "under_review" && to === "active" ? "plan_again_do" : WORD[to])}
          </ActButton>
        ))}
        {state === "archived" ? (
          <ActButton right={right} onClick={() => setAsked("copy")}>
            {t("plan_copy_do")}
          </ActButton>
        ) : null}
        {state !== "archived" && !isOwn && right.ok ? (
          <ActButton right={right} look="plain" onClick={() => setAsked("entrust")}>
            {t("plan_entrust_do")}
          </ActButton>
        ) : null}
      </div>
      <Refusal words={refusal} />
      {asked === "archive" ? <Archive plan={plan} onClose={close} /> : null}
      {asked === "copy" ? <Copy plan={plan} onClose={close} /> : null}
      {asked === "entrust" ? <Entrust plan={plan} onClose={close} /> : null}
    </Section>
  );
}
