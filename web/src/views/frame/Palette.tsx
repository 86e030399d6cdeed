/*
 * One box for going, finding and doing: screens, whatever the replica knows by any of its names, and what
 * the open page lets one do. It asks nothing of the server, so it works without a line.
 */
import "../../styles/palette.css";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import {
  CourseMark,
  Dialog,
  type Findable,
  Icon,
  Mark,
  SearchBox,
  StandingMark,
} from "../../components";
import { type Key, t } from "../../i18n";
import { navigate } from "../../router";
import { may, viewer } from "../../sync";
import { allSeries, convenings, whenWords } from "../model/convenings";
import { organizations } from "../model/directory";
import { courseOf, groups } from "../model/groups";
import { people } from "../model/people";
import { plans } from "../model/plan";
import { planStateWord } from "../model/plan_words";
import { groupKindWord, groupStateWord, listInLine } from "../model/vocabulary";
import { noteOf } from "../network/notes";
import { recent } from "./recent";
import { roomsHere } from "./rooms";

interface Goal extends Findable {
  readonly note: string;
  readonly mark: ComponentChildren;
  readonly run: () => void;
}

const NONE: readonly string[] = [];
/* More acts than this no page has; what is beyond is a fault of the page. */
const ACTS_MAX = 60;

const screenGoal = (href: string, word: Key, mark: ComponentChildren): Goal => ({
  id: href,
  name: t(word),
  acronyms: NONE,
  spellings: NONE,
  note: t("palette_screen"),
  mark,
  run: () => navigate(href),
});

function screens(): readonly Goal[] {
  const mark = <Mark kind="open" />;
  const isMember = viewer.value.person_id !== null;
  const able = (permission: Parameters<typeof may>[0]) => may(permission).value.ok;
  const more: readonly (readonly [boolean, string, Key])[] = [
    [true, "/me", "me_title"],
    [true, "/network/drawing", "drawing_network_title"],
    [true, "/groups/history", "groups_history"],
    [true, "/coalition", "coalition_kicker"],
    [isMember, "/apply", "apply_title"],
    [able("edit_organization"), "/network/new", "organization_new_title"],
    [able("start_group"), "/groups/new", "group_new_title"],
    [able("set_up_convenings"), "/import", "import_title"],
    [able("manage_accounts"), "/accounts", "accounts_title"],
    [able("set_affiliation"), "/first-delegates", "first_title"],
  ];
  return [
    ...roomsHere().map((room) => screenGoal(room.href, room.word, <Icon name={room.icon} />)),
    ...more.filter(([is]) => is).map(([, href, word]) => screenGoal(href, word, mark)),
  ];
}

function objects(): readonly Goal[] {
  const goal = (one: Findable, note: string, mark: ComponentChildren, href: string): Goal => ({
    id: one.id,
    name: one.name,
    acronyms: one.acronyms,
    spellings: one.spellings,
    note,
    mark,
    run: () => navigate(href),
  });
  return [
    ...[...organizations.value.values()].map((one) =>
      goal(one, noteOf(one), <StandingMark standing={one.standing} />, `/network/${one.id}`),
    ),
    ...[...groups.value.values()].map((one) =>
      goal(
        one,
        listInLine([groupKindWord(one.row.kind), groupStateWord(one.row.state)]),
        <CourseMark stations={courseOf(one.row.state)} />,
        `/groups/${one.id}`,
      ),
    ),
    ...[...convenings.value.values()].map((one) =>
      goal(one, whenWords(one.row), <Mark kind="past" />, `/convenings/${one.id}`),
    ),
    ...[...plans.value.values()].map((one) =>
      goal(one, planStateWord(one.row.state), <Mark kind="now" />, `/plans/${one.id}`),
    ),
    ...[...allSeries.value.values()].map((one) =>
      goal(one, t("thing_series"), <Mark kind="past" />, `/series/${one.id}`),
    ),
  ];
}

/** People have no page of their own: one comes to the organization they speak for. */
const persons = (): readonly Goal[] =>
  people.value.flatMap((one) => {
    const [organization] = one.organization_ids;
    if (organization === undefined) return [];
    return {
      ...one,
      note: listInLine(one.organizations),
      mark: <Mark kind="now" />,
      run: () => navigate(`/network/${organization}`),
    };
  });

const labelOf = (button: HTMLElement): string =>
  (button.getAttribute("aria-label") ?? button.textContent ?? "").trim();

/** What the page that is open lets one do: its own buttons, so that nothing here can differ from it. */
function acts(): readonly Goal[] {
  const buttons = document.querySelectorAll<HTMLElement>(
    "#main .btn:not([disabled]), #main .editbtn:not([disabled])",
  );
  const seen = new Set<string>();
  const goals: Goal[] = [];
  for (const button of [...buttons].slice(0, ACTS_MAX)) {
    const name = labelOf(button);
    if (name === "" || seen.has(name) || button.offsetParent === null) continue;
    seen.add(name);
    goals.push({
      id: `act ${name}`,
      name,
      acronyms: NONE,
      spellings: NONE,
      note: t("palette_act"),
      mark: <Mark kind="now" />,
      run: () => button.click(),
    });
  }
  return goals;
}

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [here] = useState(acts);
  const things = objects();
  const byId = new Map(things.map((one) => [one.id, one]));
  const seen = recent.value.map((id) => byId.get(id)).filter((one) => one !== undefined);
  const places = screens();
  const choose = (goal: Goal) => {
    onClose();
    setTimeout(goal.run); // after the focus is back on the page
  };
  return (
    <Dialog title={t("palette_title")} onClose={onClose} wide>
      <div class="palette">
        <SearchBox
          label={t("palette_label")}
          things={[...things, ...places, ...here, ...persons()]}
          suggested={[...seen, ...places].slice(0, 8)}
          mark={(goal) => goal.mark}
          note={(goal) => goal.note}
          onChoose={choose}
        />
      </div>
    </Dialog>
  );
}
