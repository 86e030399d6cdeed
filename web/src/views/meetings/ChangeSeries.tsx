/*
 * Changing all meetings of a series that come. Who is touched is said first, and what stays: those
 * that were changed by hand, those that are cancelled. Each keeps its day.
 */
import { useState } from "preact/hooks";
import { Dialog, HourField, Refusal, SelectField, TextField } from "../../components";
import { formatDate, t } from "../../i18n";
import { send } from "../../sync";
import { LINK_MOST, NAME_MOST } from "../model/limits";
import { refusalWords, takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { commonOf, type SeriesCommon, seriesEdits, seriesParts } from "../model/series";
import { meetingPlaces } from "../model/vocabulary";
import { askedBy, Readings, type WhenDraft, zoneOptions } from "./WhenFields";

/* Meetings last so long; another length that one has stays to be chosen. */
const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480];

type Field = keyof SeriesCommon;
type Problem = { readonly field: Field | ""; readonly words: string };
type Asked = Pick<WhenDraft, "asked" | "reading">;

/* As it is sent: what was left empty is not stated. */
const cleaned = (draft: SeriesCommon): SeriesCommon => ({
  ...draft,
  title: draft.title.trim(),
  place: draft.place?.trim() || null,
  link: draft.link?.trim() || null,
});

function problemOf(wanted: SeriesCommon, { asked, reading }: Asked): Problem | undefined {
  const { title, starts_hour, place, link } = wanted;
  const tooLong = (text: string | null, most: number) => [...(text ?? "")].length > most;
  if (title === "") return { field: "title", words: t("E_REQUIRED") };
  if (tooLong(title, NAME_MOST)) {
    return { field: "title", words: t("E_TOO_LONG", { most: NAME_MOST }) };
  }
  if (starts_hour === "") return { field: "starts_hour", words: t("E_REQUIRED") };
  if (asked !== undefined && reading === undefined) {
    return { field: "starts_hour", words: t("E_LOCAL_TIME") };
  }
  if (tooLong(place, NAME_MOST)) {
    return { field: "place", words: t("E_TOO_LONG", { most: NAME_MOST }) };
  }
  if (tooLong(link, LINK_MOST)) {
    return { field: "link", words: t("E_TOO_LONG", { most: LINK_MOST }) };
  }
  return link !== null && !/^https?:\/\//.test(link)
    ? { field: "link", words: t("link_form") }
    : undefined;
}

interface FieldsProps {
  readonly seen: SeriesCommon;
  readonly draft: SeriesCommon;
  readonly onChange: (draft: SeriesCommon) => void;
  readonly asked: Asked;
  readonly onAsked: (asked: Asked) => void;
  readonly messageOf: (field: Field) => string | undefined;
}

function When({ seen, draft, onChange, asked, onAsked, messageOf }: FieldsProps) {
  const own = seen.lasts_minutes;
  const lengths = LENGTHS.includes(own) ? LENGTHS : [own, ...LENGTHS];
  return (
    <>
      <HourField
        label={t("field_starts_hour")}
        value={draft.starts_hour}
        onInput={(starts_hour) => {
          onAsked({});
          onChange({ ...draft, starts_hour });
        }}
        problem={messageOf("starts_hour")}
      />
      {asked.asked === undefined ? null : (
        <Readings
          asked={asked.asked}
          reading={asked.reading}
          zone={draft.zone}
          onChoose={(reading) => onAsked({ ...asked, reading })}
        />
      )}
      <SelectField
        label={t("field_lasts")}
        value={String(draft.lasts_minutes)}
        options={lengths.map((count) => ({
          value: String(count),
          word: t("agenda_minutes", { count }),
        }))}
        onInput={(minutes) => onChange({ ...draft, lasts_minutes: Number(minutes) })}
        problem={messageOf("lasts_minutes")}
      />
      <SelectField
        label={t("field_zone")}
        value={draft.zone}
        options={zoneOptions(draft.zone)}
        onInput={(zone) => {
          onAsked({});
          onChange({ ...draft, zone });
        }}
        problem={messageOf("zone")}
        hint={t("hint_series_zone")}
      />
    </>
  );
}

function Fields(props: FieldsProps) {
  const { draft, onChange, messageOf } = props;
  return (
    <>
      <TextField
        label={t("field_meeting_title")}
        value={draft.title}
        onInput={(title) => onChange({ ...draft, title })}
        problem={messageOf("title")}
      />
      <When {...props} />
      <TextField
        label={t("field_place")}
        value={draft.place ?? ""}
        onInput={(place) => onChange({ ...draft, place })}
        problem={messageOf("place")}
      />
      {(draft.place ?? "").trim() === "" ? null : (
        <SelectField
          label={t("field_place_precision")}
          value={draft.place_precision}
          options={meetingPlaces()}
          onInput={(precision) =>
            onChange({ ...draft, place_precision: precision as SeriesCommon["place_precision"] })
          }
        />
      )}
      <TextField
        label={t("field_link")}
        value={draft.link ?? ""}
        onInput={(link) => onChange({ ...draft, link })}
        problem={messageOf("link")}
        hint={t("hint_link")}
      />
    </>
  );
}

interface Props {
  readonly series: string;
  readonly onClose: () => void;
}

export function ChangeSeries({ series, onClose }: Props) {
  const [nowMs] = useState(() => Date.now());
  const { regular, changed, cancelled } = seriesParts(series, nowMs);
  const [seen] = useState(() => commonOf(regular));
  const [draft, setDraft] = useState(seen);
  const [asked, setAsked] = useState<Asked>({});
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const first = regular[0]?.starts_local; // the day it has where it takes place
  if (!seen || !draft || !first) return null;
  const edits = seriesEdits(seen, cleaned(draft));
  const save = async () => {
    const found = problemOf(cleaned(draft), asked);
    setProblem(found);
    if (found) return;
    const outcome = await send("meeting_series.edit", {
      meeting_series_id: series,
      ...edits,
      ...(asked.reading === undefined ? {} : { reading: asked.reading }),
    });
    if (outcome.ok) return onClose();
    takeRefusal(outcome);
    const question = askedBy(outcome.error);
    if (question) setAsked({ asked: question });
    const field = outcome.error.field ?? "";
    setProblem({
      field: field in draft ? (field as Field) : "",
      words: refusalWords(outcome.error),
    });
  };
  return (
    <Dialog
      title={t("series_change_title")}
      onClose={onClose}
      act={{
        word: t("series_change_act", { count: regular.length }),
        run: save,
        reason: Object.keys(edits).length === 0 ? t("nothing_changed") : needsConnection(),
      }}
    >
      <p>{t("series_change_who", { count: regular.length, date: formatDate(new Date(first)) })}</p>
      {changed === 0 ? null : <p>{t("series_change_stay", { count: changed })}</p>}
      {cancelled === 0 ? null : <p>{t("series_change_cancelled", { count: cancelled })}</p>}
      <Fields
        seen={seen}
        draft={draft}
        onChange={(next) => {
          setDraft(next);
          setProblem(undefined);
        }}
        asked={asked}
        onAsked={setAsked}
        messageOf={(field) => (problem?.field === field ? problem.words : undefined)}
      />
      <Refusal words={problem?.field === "" ? problem.words : undefined} />
    </Dialog>
  );
}
