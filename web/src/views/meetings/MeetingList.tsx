/*
 * Meetings: what is on now, then what comes, drafts, what is still to be written up, what was. At
 * first those of the coalition and of one's own groups.
 */
import {
  Chip,
  Empty,
  Link,
  ListHead,
  LoadingRows,
  Mark,
  SearchBox,
  Section,
  useKey,
  Words,
} from "../../components";
import { collator, type Key, t } from "../../i18n";
import { navigate, route } from "../../router";
import { loading, may, slowLoading } from "../../sync";
import { groups, isFinal } from "../model/groups";
import {
  byStart,
  isMyMeeting,
  type Meeting,
  type MeetingPart,
  markOfMeeting,
  meetings,
  nearOnes,
  PARTS,
  partOf,
  whenWords,
} from "../model/meetings";
import { rightTo } from "../model/rights";
import { Backlog } from "./Backlog";
import { MeetingRows } from "./MeetingRows";

const TITLES = {
  now: "meetings_now",
  coming: "meetings_coming",
  draft: "meetings_drafts",
  minutes: "meetings_minutes",
  past: "meetings_past",
} as const satisfies Record<MeetingPart, Key>;

/* What lies behind is looked for; so many show at first. */
const SHOWN_MOST = 30;

/** "": mine; "all"; "coalition"; else the id of a group. */
const whoseOf = (): string => route.value.query.get("whose") ?? "";

const queryOf = (whose: string): string =>
  whose === "" ? "" : `?${new URLSearchParams({ whose })}`;

function setWhose(whose: string): void {
  const id = route.value.params["id"];
  navigate(`/meetings${id === undefined ? "" : `/${id}`}${queryOf(whose)}`, { replace: true });
}

const passes = (meeting: Meeting, whose: string): boolean => {
  if (whose === "all") return true;
  if (whose === "") return isMyMeeting(meeting);
  return (meeting.row.group_id ?? "coalition") === whose;
};

/** Groups of which one may plan a meeting. */
export const planners = () =>
  [...groups.value.values()]
    .filter(({ id, row }) => !isFinal(row.state) && rightTo("plan_meeting", "group", id).ok)
    .toSorted((a, b) => collator().compare(a.name, b.name));

export const mayPlanSomewhere = (): boolean =>
  may("plan_coalition_meeting").value.ok || planners().length > 0;

function PlanButton({ isFirst = false }: { readonly isFirst?: boolean }) {
  const mayPlan = mayPlanSomewhere();
  useKey("create", () => {
    if (mayPlan) navigate("/meetings/new");
  });
  return mayPlan ? (
    <Link href="/meetings/new" class={isFirst ? "btn primary" : "btn"}>
      {t("meeting_plan")}
    </Link>
  ) : null;
}

function FilterBar({ whose }: { readonly whose: string }) {
  const bodies = new Map<string, string>();
  for (const { row, body } of meetings.value.values()) {
    bodies.set(row.group_id ?? "coalition", row.group_id === null ? t("board_coalition") : body);
  }
  const isOfOne = bodies.has(whose);
  return (
    <fieldset class="filters">
      <legend class="vh">{t("filters")}</legend>
      {(
        [
          ["", "meetings_mine"],
          ["all", "meetings_all"],
        ] as const
      ).map(([value, word]) => (
        <button
          key={value}
          type="button"
          class={whose === value ? "chip plainchip on" : "chip plainchip"}
          aria-pressed={whose === value}
          onClick={() => setWhose(value)}
        >
          {t(word)}
        </button>
      ))}
      <Chip
        label={t("field_meets")}
        value={isOfOne ? whose : ""}
        options={[...bodies].map(([value, word]) => ({ value, word }))}
        onChange={setWhose}
      />
    </fieldset>
  );
}

function Body({ whose }: { readonly whose: string }) {
  const shown = [...meetings.value.values()]
    .filter((meeting) => passes(meeting, whose))
    .toSorted(byStart);
  return (
    <>
      <FilterBar whose={whose} />
      {shown.length === 0 ? (
        <p class="more block-s">
          {t("meetings_no_match")} <Link href="/meetings?whose=all">{t("meetings_show_all")}</Link>
        </p>
      ) : null}
      {PARTS.map((part) => {
        const all = shown.filter((meeting) => partOf(meeting) === part);
        const list =
          part === "past"
            ? all.toReversed().slice(0, SHOWN_MOST)
            : part === "coming"
              ? nearOnes(all)
              : all;
        return list.length === 0 ? null : (
          <Section key={part} title={t(TITLES[part])} count={all.length} class="block-s">
            <MeetingRows list={list} query={queryOf(whose)} withBody />
          </Section>
        );
      })}
    </>
  );
}

export function MeetingList({ isPane }: { readonly isPane: boolean }) {
  const whose = whoseOf();
  const everything = [...meetings.value.values()];
  const backlog = isPane ? null : <Backlog group_id={null} />;
  if (!loading.value && everything.length === 0) {
    return (
      <>
        <ListHead title={t("room_meetings")} isPane={isPane}>
          {null}
        </ListHead>
        <Empty icon="meetings" act={<PlanButton isFirst />}>
          <Words k="meetings_empty" />
        </Empty>
        {backlog}
      </>
    );
  }
  return (
    <>
      <ListHead title={t("room_meetings")} isPane={isPane}>
        <PlanButton />
      </ListHead>
      <SearchBox
        label={t("meetings_search")}
        things={everything}
        mark={(meeting) => <Mark kind={markOfMeeting(meeting.row.state)} />}
        note={(meeting) => whenWords(meeting.row).there}
        onChoose={(meeting) => navigate(`/meetings/${meeting.id}${queryOf(whose)}`)}
      />
      {loading.value ? <LoadingRows slow={slowLoading.value} /> : <Body whose={whose} />}
      {backlog}
    </>
  );
}

export const MeetingsHome = () => (
  <div class="only-upto listhome">
    <MeetingList isPane={false} />
  </div>
);
