/*
 * Joining by the code that hangs in a room: typed, or behind the # of the picture one scanned. Whoever has
 * no account needs a name and nothing else; whoever is signed in comes in as who they are, a delegate with
 * their organization.
 */
import { useEffect, useState } from "preact/hooks";
import { Button, ErrorSummary, Link, Name, TextField, Words } from "../../components";
import { language, t } from "../../i18n";
import { navigate } from "../../router";
import { by, door, enter, viewer, type WireError } from "../../sync";
import { organizations } from "../model/directory";
import { refusalWords } from "../model/refusals";
import { deviceWords, deviceZone } from "./device";
import { Gate, Refusal, useToken } from "./Gate";
import { problemsOf } from "./problems";

interface Room {
  readonly code: string;
  readonly group_id: string;
  readonly group_name: string;
  readonly person_name: string | null;
}

type Led = Omit<Room, "code">;

const isRoom = (value: unknown): value is Led =>
  typeof value === "object" && value !== null && "group_id" in value && "group_name" in value;

const wordsOf = (error: WireError | undefined): string | undefined =>
  error && (error.code === "E_LINK" ? t("join_not_good") : refusalWords(error));

/** The code first. One that was scanned is looked up at once. */
function Code(props: { readonly scanned: string; readonly onRoom: (room: Room) => void }) {
  const [code, setCode] = useState(props.scanned);
  const [error, setError] = useState<WireError | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const isEmpty = code.trim() === "";
  const look = async () => {
    setBusy(true);
    const reply = await door("room", { code: code.trim() });
    setBusy(false);
    if (!reply.ok) setError(reply.error);
    else if (isRoom(reply.result)) props.onRoom({ ...reply.result, code: code.trim() });
  };
  useEffect(() => {
    if (props.scanned !== "") void look();
  }, []);
  const reason = busy ? t("join_looking") : isEmpty ? t("gate_fill_in") : undefined;
  return (
    <form
      class="block-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty && !busy) void look();
      }}
    >
      <TextField
        label={t("join_code_label")}
        hint={t("join_code_hint")}
        autocomplete="off"
        value={code}
        onInput={setCode}
      />
      <Refusal title={t("join_not_in")} words={wordsOf(error)} />
      <p class="block-s">
        <Button look="primary wide" kind="submit" reason={reason}>
          {t("join_next")}
        </Button>
      </p>
    </form>
  );
}

const Already = ({ group_id }: { readonly group_id: string }) => (
  <div class="block-s" role="alert">
    <p>{t("join_already")}</p>
    <p class="block-s">
      <Link href={`/groups/${group_id}`}>{t("join_open_group")}</Link>
    </p>
  </div>
);

/** The organization that comes in with whoever is its delegate. */
function ownBody(): { readonly id: string; readonly isDelegate: boolean } | undefined {
  const { person_id, acting_for } = viewer.value;
  if (person_id === null || acting_for === null) return undefined;
  const isDelegate = by("belonging", "person_id", person_id).value.some(
    (one) =>
      one.organization_id === acting_for && one.ends_on === null && one.role !== "base_member",
  );
  return { id: acting_for, isDelegate };
}

function AsMyself({ room, name }: { readonly room: Room; readonly name: string }) {
  const [error, setError] = useState<WireError | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const body = ownBody();
  const join = async () => {
    setBusy(true);
    const as = body === undefined ? {} : { acting_for: body.id };
    const reply = await door("join", { code: room.code, ...as });
    setBusy(false);
    if (reply.ok) navigate(`/groups/${room.group_id}`, { replace: true });
    else setError(reply.error);
  };
  if (error?.code === "E_EXISTS") return <Already group_id={room.group_id} />;
  return (
    <div class="block-s">
      <p>
        <Words k="join_as_myself" parts={{ name: <Name>{name}</Name> }} />{" "}
        {body?.isDelegate ? (
          <Words
            k="join_for"
            parts={{ name: <Name>{organizations.value.get(body.id)?.name}</Name> }}
          />
        ) : null}
      </p>
      <Refusal title={t("join_not_in")} words={wordsOf(error)} />
      <p class="block-s">
        <Button
          look="primary wide"
          onClick={() => void join()}
          reason={busy ? t("gate_entering") : undefined}
        >
          {t("join_do")}
        </Button>
      </p>
    </div>
  );
}

const FIELDS = { display_name: "field_display_name" } as const;

function AsSomebodyNew({ room }: { readonly room: Room }) {
  const [name, setName] = useState("");
  const [error, setError] = useState<WireError | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const problems = problemsOf(error, FIELDS);
  const isEmpty = name.trim() === "";
  const reason = busy ? t("gate_entering") : isEmpty ? t("gate_fill_in") : undefined;
  const join = async () => {
    setBusy(true);
    const as = { display_name: name.trim(), language: language.value, time_zone: deviceZone() };
    const outcome = await enter("join", { code: room.code, ...as, device: deviceWords() });
    setBusy(false);
    if (outcome.ok) navigate(`/groups/${room.group_id}`, { replace: true });
    else setError(outcome.error);
  };
  return (
    <form
      class="block-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty && !busy) void join();
      }}
    >
      <ErrorSummary problems={problems} />
      {problems.length === 0 ? <Refusal title={t("join_not_in")} words={wordsOf(error)} /> : null}
      <TextField
        label={t("field_display_name")}
        hint={t("join_name_hint")}
        autocomplete="nickname"
        value={name}
        onInput={setName}
        problem={problems[0]?.message}
      />
      <p class="block-s">
        <Button look="primary wide" kind="submit" reason={reason}>
          {t("join_do")}
        </Button>
      </p>
      <p class="muted small block-s">{t("join_later")}</p>
    </form>
  );
}

export function JoinRoom() {
  const scanned = useToken();
  const [room, setRoom] = useState<Room | undefined>(undefined);
  return (
    <Gate title={t("join_title")}>
      <h2 class="block-s">{t("join_title")}</h2>
      {room === undefined ? (
        <Code key={scanned} scanned={scanned} onRoom={setRoom} />
      ) : (
        <>
          <p class="lede block-s">
            <Words k="join_into" parts={{ name: <Name>{room.group_name}</Name> }} />
          </p>
          {room.person_name === null ? (
            <AsSomebodyNew room={room} />
          ) : (
            <AsMyself room={room} name={room.person_name} />
          )}
        </>
      )}
    </Gate>
  );
}
