/*
 * Finding a time: who would sit in a meeting at night, and whom an offered time suits.
 */
import { localIn, type Span } from "../../i18n";
import { by, newId, type Outcome, type RowOf, send } from "../../sync";
import { briefName } from "./directory";
import { askedTo, type Meeting, mySpeaker, participantName, participantsOf } from "./meetings";
import { zonesOf } from "./zones";

export type Option = RowOf<"meeting_option">;
export type OptionMark = RowOf<"meeting_option_mark">["mark"];

const MINUTE_MS = 60_000;
/* From 22:00 to 07:00 nobody should have to sit in a meeting. */
const NIGHT_FROM = "22:00";
const NIGHT_UNTIL = "07:00";
/* A step that no night is shorter than. */
const STEP_MS = 30 * MINUTE_MS;

const isNight = (zone: string, atMs: number): boolean => {
  const hour = localIn(zone, atMs).slice(11);
  return hour >= NIGHT_FROM || hour < NIGHT_UNTIL;
};

/** Whether any of it lies between 22:00 and 07:00 there. */
export function isAtNight(zone: string, { startMs, endMs }: Span): boolean {
  for (let at = startMs; at < endMs; at += STEP_MS) if (isNight(zone, at)) return true;
  return isNight(zone, endMs - MINUTE_MS);
}

/** The organizations one may expect: those that are asked, and who has answered. */
function organizationsAt(meeting: Meeting): readonly string[] {
  const ids = [...askedTo(meeting), ...participantsOf(meeting.id)].map(
    (one) => one.organization_id,
  );
  return [...new Set(ids.filter((id) => id !== null))];
}

export interface AtNight {
  readonly name: string;
  readonly zone: string;
  /** "23:00" */
  readonly hour: string;
}

/** Who would sit there at night, by the zones their organizations say they work in. */
export function atNight(meeting: Meeting, span: Span): readonly AtNight[] {
  return organizationsAt(meeting).flatMap((id) =>
    zonesOf(id)
      .filter(({ zone }) => isAtNight(zone, span))
      .map(({ zone }) => ({
        name: briefName(id),
        zone,
        hour: localIn(zone, span.startMs).slice(11),
      })),
  );
}

/** How many organizations have not said where they work: the rest is known of the others alone. */
export const zonelessAt = (meeting: Meeting): number =>
  organizationsAt(meeting).filter((id) => zonesOf(id).length === 0).length;

export const optionsOf = (meeting_id: string): readonly Option[] =>
  by("meeting_option", "meeting_id", meeting_id).value.toSorted(
    (a, b) => a.starts_at_ms - b.starts_at_ms,
  );

export const marksOf = (meeting_option_id: string) =>
  by("meeting_option_mark", "meeting_option_id", meeting_option_id).value.map((one) => ({
    ...one,
    name: participantName(one),
  }));

export function myMark({ meeting_option_id, space_id }: Option) {
  const { organization_id, person_id } = mySpeaker(space_id);
  return by("meeting_option_mark", "meeting_option_id", meeting_option_id).value.find(
    (one) => one.organization_id === organization_id && one.person_id === person_id,
  );
}

export function markOption(option: Option, mark: OptionMark): Promise<Outcome> {
  const found = myMark(option);
  const meeting_option_mark_id = found?.meeting_option_mark_id ?? newId();
  const { meeting_option_id, space_id } = option;
  const row = {
    meeting_option_mark_id,
    space_id,
    meeting_option_id,
    ...mySpeaker(space_id),
    mark,
    sample: 0,
  };
  return send(
    "meeting_option.mark",
    { meeting_option_id, meeting_option_mark_id, mark },
    found
      ? [["meeting_option_mark", "update", meeting_option_mark_id, { mark }]]
      : [["meeting_option_mark", "insert", meeting_option_mark_id, row]],
  );
}
