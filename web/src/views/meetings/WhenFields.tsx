/*
 * When a meeting is: beginning, end and the zone whose clocks show both. Where the clocks change over
 * the beginning, the server asks which of two readings is meant, and so does this.
 */
import { Choice, SelectField, TimeField } from "../../components";
import { allZones, cityOf, instantIn, type Key, t } from "../../i18n";
import type { WireError } from "../../sync";
import { myZone } from "../model/meetings";

type Reading = "earlier" | "later";

export interface WhenDraft {
  readonly starts: string;
  readonly ends: string;
  readonly zone: string;
  /** Both readings, once the server has asked. */
  readonly asked?: Readonly<Record<Reading, number>> | undefined;
  readonly reading?: Reading | undefined;
}

export const newWhen = (): WhenDraft => ({ starts: "", ends: "", zone: myZone() });

const HOUR_MS = 3_600_000;

/* An hour later on the same clock; the browser reads both as if in no zone. */
function anHourAfter(local: string): string {
  const ms = Date.parse(`${local}Z`);
  return Number.isNaN(ms) ? "" : new Date(ms + HOUR_MS).toISOString().slice(0, 16);
}

function withStart(draft: WhenDraft, starts: string): WhenDraft {
  const ends = draft.ends === "" || draft.ends <= starts ? anHourAfter(starts) : draft.ends;
  return { ...draft, starts, ends, asked: undefined, reading: undefined };
}

/** What is missing or cannot be, by field. */
export function whenProblems(draft: WhenDraft): readonly (readonly ["starts" | "ends", Key])[] {
  if (draft.starts === "") return [["starts", "E_REQUIRED"]];
  if (draft.ends === "") return [["ends", "E_REQUIRED"]];
  if (draft.ends <= draft.starts) return [["ends", "E_ORDER"]];
  return [];
}

/** The parameters of the wire. */
export const whenParams = (draft: WhenDraft) => ({
  starts_local: draft.starts,
  ends_local: draft.ends,
  zone: draft.zone,
  ...(draft.reading === undefined ? {} : { reading: draft.reading }),
});

/** The question the server came back with, if it is that. */
export function askedBy(error: WireError): WhenDraft["asked"] {
  const { earlier, later } = error.arguments;
  return error.code === "E_LOCAL_TIME" && typeof earlier === "number" && typeof later === "number"
    ? { earlier, later }
    : undefined;
}

export function zoneOptions(chosen: string) {
  const known = allZones();
  return [...(known.includes(chosen) ? [] : [chosen]), ...known].map((zone) => ({
    value: zone,
    word: t("zone_option", { city: cityOf(zone), zone }),
  }));
}

/** The question back: which of two instants is meant by a time that the clocks change over. */
export function Readings(props: {
  readonly asked: Readonly<Record<Reading, number>>;
  readonly reading: Reading | undefined;
  readonly zone: string;
  readonly onChoose: (reading: Reading) => void;
}) {
  const { asked, zone, onChoose } = props;
  return (
    <fieldset class="field">
      <legend>{t("meeting_which_reading")}</legend>
      {(["earlier", "later"] as const).map((reading) => (
        <Choice
          key={reading}
          name="reading"
          value={reading}
          chosen={props.reading ?? ""}
          onChoose={() => onChoose(reading)}
          hint={t("meeting_reading_utc", { time: instantIn("UTC", asked[reading]) })}
        >
          {instantIn(zone, asked[reading])}
        </Choice>
      ))}
    </fieldset>
  );
}

export function WhenFields(props: {
  readonly draft: WhenDraft;
  readonly onChange: (draft: WhenDraft) => void;
  readonly problemOf: (field: "starts" | "ends" | "zone") => string | undefined;
}) {
  const { draft, onChange, problemOf } = props;
  return (
    <>
      <TimeField
        label={t("field_starts")}
        value={draft.starts}
        onInput={(starts) => onChange(withStart(draft, starts))}
        problem={problemOf("starts")}
      />
      {draft.asked === undefined ? null : (
        <Readings
          asked={draft.asked}
          reading={draft.reading}
          zone={draft.zone}
          onChoose={(reading) => onChange({ ...draft, reading })}
        />
      )}
      <TimeField
        label={t("field_ends")}
        value={draft.ends}
        onInput={(ends) => onChange({ ...draft, ends })}
        problem={problemOf("ends")}
      />
      <SelectField
        label={t("field_zone")}
        value={draft.zone}
        options={zoneOptions(draft.zone)}
        onInput={(zone) => onChange({ ...draft, zone, asked: undefined, reading: undefined })}
        problem={problemOf("zone")}
        hint={t("hint_zone")}
      />
    </>
  );
}
