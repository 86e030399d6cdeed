/*
 * Meetings: what is on now, then what comes, drafts, what is still to be written up, what was. At
 * first those of the coalition and of one's own groups.
 */
import { Chip, Mark, Section, Words } from "../../components";
import { collator, type Key, t } from "../../i18n";
import { may } from "../../sync";
import { filtersNow, queryOf, setFilters } from "../model/filters";
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
import { AddLink, type AddProps, FilterSet, NoMatch, RoomList, Toggle } from "../RoomList";
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

/* Whose, "": mine; "all"; "coalition"; else the id of a group. */
const setWhose = (whose: string): void => setFilters("/meetings", { whose });

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

const Add = (props: AddProps) => (
  <AddLink
    {...props}
    href="/meetings/new"
    word={t("meeting_plan")}
    isAllowed={mayPlanSomewhere()}
  />
);

function FilterBar({ whose }: { readonly whose: string }) {
  const bodies = new Map<string, string>();
  for (const { row, body } of meetings.value.values()) {
    bodies.set(row.group_id ?? "coalition", row.group_id === null ? t("board_coalition") : body);
  }
  const isOfOne = bodies.has(whose);
  return (
    <FilterSet>
      {(
        [
          ["", "meetings_mine"],
          ["all", "meetings_all"],
        ] as const
      ).map(([value, word]) => (
        <Toggle key={value} isOn={whose === value} word={t(word)} onPress={() => setWhose(value)} />
      ))}
      <Chip
        label={t("field_meets")}
        value={isOfOne ? whose : ""}
        options={[...bodies].map(([value, word]) => ({ value, word }))}
        onChange={setWhose}
      />
    </FilterSet>
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
        <NoMatch clear="/meetings?whose=all" word={t("meetings_show_all")}>
          {t("meetings_no_match")}
        </NoMatch>
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
            <MeetingRows list={list} query={queryOf({ whose })} withBody />
          </Section>
        );
      })}
    </>
  );
}

export function MeetingList({ isPane }: { readonly isPane: boolean }) {
  const { whose } = filtersNow(["whose"]);
  return (
    <RoomList
      isPane={isPane}
      title={t("room_meetings")}
      icon="meetings"
      all={[...meetings.value.values()]}
      Add={Add}
      empty={<Words k="meetings_empty" />}
      search={{
        label: t("meetings_search"),
        mark: (meeting) => <Mark kind={markOfMeeting(meeting.row.state)} />,
        note: (meeting) => whenWords(meeting.row).there,
        hrefOf: (meeting) => `/meetings/${meeting.id}${queryOf({ whose })}`,
      }}
      below={isPane ? null : <Backlog group_id={null} />}
    >
      <Body whose={whose} />
    </RoomList>
  );
}

export const MeetingsHome = () => (
  <div class="only-upto listhome">
    <MeetingList isPane={false} />
  </div>
);
