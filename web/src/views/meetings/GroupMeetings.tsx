/* A group's meetings on its page: what is on, what comes next, and what waits to be taken up. */
import { Link, Section } from "../../components";
import { t } from "../../i18n";
import { by } from "../../sync";
import type { Group } from "../model/groups";
import { isFinal } from "../model/groups";
import { byStart, meetings, partOf } from "../model/meetings";
import { rightTo } from "../model/rights";
import { Backlog } from "./Backlog";
import { MeetingRows } from "./MeetingRows";

/* More of them are in the room of meetings. */
const SHOWN_MOST = 5;

export function GroupMeetings({ group }: { readonly group: Group }) {
  const own = by("meeting", "group_id", group.id)
    .value.map((row) => meetings.value.get(row.meeting_id))
    .filter((meeting) => meeting !== undefined);
  const ahead = own.filter((meeting) => partOf(meeting) !== "past").toSorted(byStart);
  const mayPlan = rightTo("plan_meeting", "group", group.id).ok && !isFinal(group.row.state);
  return (
    <>
      {own.length === 0 && !mayPlan ? null : (
        <Section
          title={t("room_meetings")}
          count={ahead.length}
          end={
            mayPlan ? (
              <Link href={`/meetings/new?group=${group.id}`}>{t("meeting_plan")}</Link>
            ) : undefined
          }
        >
          <MeetingRows list={ahead.slice(0, SHOWN_MOST)} withBody={false} />
          {ahead.length > SHOWN_MOST || ahead.length < own.length ? (
            <p class="small note">
              <Link href={`/meetings?whose=${group.id}`}>{t("meetings_show_all")}</Link>
            </p>
          ) : null}
        </Section>
      )}
      <Backlog group_id={group.id} />
    </>
  );
}
