/*
 * Codes by which people in a room join a group. The browser makes the code and tells the server only what
 * it is known by; so it is shown here once, large, with the picture a telephone reads.
 */
import { useState } from "preact/hooks";
import { Dialog, Refusal, Words } from "../../components";
import { formatDate, t } from "../../i18n";
import { by, newId, newRoomCode, type RowOf, send, tokenHash } from "../../sync";
import { Qr } from "../account/Qr";
import type { Group } from "../model/groups";
import { takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";

type RoomCode = RowOf<"room_code">;

const HOURS = 12;

/** In two halves, as it is read out. */
const spoken = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** Makes the row, and shows the code once the server has it. */
async function openCode(
  group_id: string,
): Promise<{ readonly code: string } | { readonly refusal: string }> {
  const room_code_id = newId();
  const code = newRoomCode();
  const row = {
    room_code_id,
    space_id: group_id,
    group_id,
    expires_at_ms: Date.now() + HOURS * 3_600_000,
    joined_count: 0,
    state: "open",
  };
  const code_hash = await tokenHash(code);
  const refusal = takeRefusal(
    await send("room_code.open", { room_code_id, group_id, code_hash }, [
      ["room_code", "insert", room_code_id, row],
    ]),
  );
  return refusal === undefined ? { code } : { refusal };
}

function Made({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const address = `${location.host}/join`;
  return (
    <Dialog title={t("room_code_made")} onClose={onClose}>
      <p class="roomcode">
        <bdi dir="ltr">{spoken(code)}</bdi>
      </p>
      <p>
        <Words k="room_code_how" parts={{ address: <b dir="ltr">{address}</b> }} />
      </p>
      <Qr text={`${location.origin}/join#${code}`} />
    </Dialog>
  );
}

export function OpenCode({
  group,
  onClose,
}: {
  readonly group: Group;
  readonly onClose: () => void;
}) {
  const [code, setCode] = useState<string | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  if (code !== undefined) return <Made code={code} onClose={onClose} />;
  const make = async () => {
    const made = await openCode(group.id);
    if ("code" in made) setCode(made.code);
    else setRefusal(made.refusal);
  };
  return (
    <Dialog
      title={t("room_code_title")}
      onClose={onClose}
      act={{ word: t("room_code_make"), run: make, reason: needsConnection() }}
    >
      <p>{t("room_code_words")}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

function CodeRow({ one, canEdit }: { readonly one: RoomCode; readonly canEdit: boolean }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { room_code_id } = one;
  const close = async () =>
    setRefusal(
      takeRefusal(
        await send("room_code.close", { room_code_id }, [
          ["room_code", "update", room_code_id, { state: "closed" }],
        ]),
      ),
    );
  const time = formatDate(new Date(one.expires_at_ms), { dateStyle: "medium", timeStyle: "short" });
  return (
    <li>
      <span>
        {t("room_code_until", { time })}
        {one.joined_count > 0 ? (
          <span class="hint">{t("room_code_joined", { count: one.joined_count })}</span>
        ) : null}
        <Refusal words={refusal} />
      </span>
      {canEdit ? (
        <span class="end">
          <button
            type="button"
            class="editbtn"
            disabled={needsConnection() !== undefined}
            onClick={() => void close()}
          >
            {t("room_code_close")}
          </button>
        </span>
      ) : null}
    </li>
  );
}

/** Those by which people may still come in, told to everybody who is in the group. */
export function RoomCodes({
  group,
  canEdit,
}: {
  readonly group: Group;
  readonly canEdit: boolean;
}) {
  const open = by("room_code", "group_id", group.id)
    .value.filter((one) => one.state === "open" && one.expires_at_ms > Date.now())
    .sort((a, b) => a.expires_at_ms - b.expires_at_ms);
  if (open.length === 0) return null;
  return (
    <ul class="plainrows">
      {open.map((one) => (
        <CodeRow key={one.room_code_id} one={one} canEdit={canEdit} />
      ))}
    </ul>
  );
}
