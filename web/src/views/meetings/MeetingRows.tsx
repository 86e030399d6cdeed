/* Meetings as rows: what, when there and here, whose, how far. */
import { Dots, Link, Mark, Name } from "../../components";
import { t } from "../../i18n";
import { route } from "../../router";
import { type Meeting, markOfMeeting, whenWords } from "../model/meetings";
import { meetingStateWord } from "../model/vocabulary";

export function MeetingRows(props: {
  readonly list: readonly Meeting[];
  readonly query?: string;
  readonly withBody: boolean;
}) {
  const current = route.value.params["id"];
  return (
    <ul class="rows">
      {props.list.map((meeting) => {
        const { row } = meeting;
        const when = whenWords(row);
        return (
          <li key={meeting.id}>
            <Link
              href={`/meetings/${meeting.id}${props.query ?? ""}`}
              class="row"
              current={current === meeting.id ? "true" : undefined}
            >
              <Mark kind={markOfMeeting(row.state)} />
              <span>
                <span class="t clamp2">
                  <Name>{meeting.name}</Name>
                </span>
                <span class="m">
                  <Dots>
                    {[
                      row.state === "cancelled" ? <s key="s">{when.there}</s> : when.there,
                      when.here,
                      row.state === "planned" ? "" : meetingStateWord(row.state),
                      props.withBody
                        ? row.group_id === null
                          ? t("board_coalition")
                          : meeting.body
                        : "",
                      row.sample === 1 ? t("sample") : "",
                    ]}
                  </Dots>
                </span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
