/*
 * What was said of one item, or of the meeting as a whole: a text that opens in its place from the
 * opening of the meeting until its minutes are adopted. Co-editing will take this place.
 */
import { useState } from "preact/hooks";
import { EditableFact, type SaveResult, Section } from "../../components";
import { t } from "../../i18n";
import { newId, send } from "../../sync";
import { minutesOf } from "../model/agenda";
import { savingOf } from "../model/edits";
import { MINUTES_MOST } from "../model/limits";
import { isRecorded, type Meeting } from "../model/meetings";
import { toSaveResult } from "../model/refusals";

function write(meeting: Meeting, agenda_item_id: string | null, text: string) {
  const minutes_id = newId();
  const row = {
    minutes_id,
    space_id: meeting.row.space_id,
    meeting_id: meeting.id,
    agenda_item_id,
    text,
    sample: 0,
  };
  const params = {
    minutes_id,
    meeting_id: meeting.id,
    text,
    ...(agenda_item_id === null ? {} : { agenda_item_id }),
  };
  return send("minutes.write", params, [["minutes", "insert", minutes_id, row]]);
}

export function Minutes(props: {
  readonly meeting: Meeting;
  /** null: of the meeting as a whole. */
  readonly agenda_item_id: string | null;
  readonly label: string;
  readonly canRun: boolean;
  readonly inSection?: boolean;
}) {
  const { meeting, agenda_item_id, label, canRun, inSection = false } = props;
  const [open, setOpen] = useState(false);
  const row = minutesOf(meeting.id).get(agenda_item_id ?? "");
  const canEdit = canRun && isRecorded(meeting.row.state);
  if (row === undefined && !canEdit) return null;
  const save = async (from: string | null, to: string | null): Promise<SaveResult> => {
    if (row !== undefined) {
      // what was said stays said: an emptied field leaves it as it was
      return to === null
        ? { ok: false, message: t("minutes_not_empty") }
        : toSaveResult(
            await send("minutes.edit", {
              minutes_id: row.minutes_id,
              text: { from: from ?? "", to },
            }),
          );
    }
    return to === null ? { ok: true } : toSaveResult(await write(meeting, agenda_item_id, to));
  };
  const facts = (
    <dl class="facts minutes">
      <EditableFact
        words={{ label, edit: t("edit_minutes", { of: label }), save: t("save_minutes") }}
        value={row?.text ?? null}
        editor={{ kind: "text", most: MINUTES_MOST }}
        {...(row === undefined
          ? { saving: "settled" as const }
          : savingOf("minutes", row.minutes_id, "text"))}
        canEdit={canEdit}
        open={open}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
        onSave={save}
      />
    </dl>
  );
  return inSection ? <Section title={t("minutes_title")}>{facts}</Section> : facts;
}
