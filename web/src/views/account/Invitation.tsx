/*
 * Where an invitation's link leads: what one is asked into, the language first, the name others see, and
 * what to sign in with from now on. Whoever is signed in already only says yes. A link that is used,
 * taken back, too old or nobody's gets one page.
 */
import { useEffect, useState } from "preact/hooks";
import {
  Button,
  ErrorSummary,
  LoadingRows,
  Name,
  PasswordField,
  TextField,
  Words,
} from "../../components";
import { LANGUAGES, language, setLanguage, t } from "../../i18n";
import { navigate } from "../../router";
import { door, enter, type WireError } from "../../sync";
import { refusalWords } from "../model/refusals";
import { deviceWords, deviceZone } from "./device";
import { Gate, Refusal, useToken } from "./Gate";
import { problemsOf } from "./problems";
import { INTO } from "./words";

interface Invited {
  readonly organization_name: string | null;
  readonly coalition_name: string | null;
  readonly role: string;
  readonly language: string;
  readonly person_name: string | null;
}

const isInvited = (value: unknown): value is Invited =>
  typeof value === "object" && value !== null && "role" in value;

type Found = { readonly invited: Invited } | { readonly error: WireError } | undefined;

/** What the link is for; its language is the page's until another is chosen. */
function useInvitation(token: string): Found {
  const [found, setFound] = useState<Found>(undefined);
  useEffect(() => {
    const before = language.peek();
    void door("invitation", { token }).then((reply) => {
      if (!reply.ok) return setFound({ error: reply.error });
      if (!isInvited(reply.result)) return;
      setFound({ invited: reply.result });
      const wanted = reply.result.language;
      const code = LANGUAGES.find((one) => one === wanted);
      const isChosen = language.peek() !== before; // by a hand that was quicker
      if (code && code !== before && !isChosen) void setLanguage(code).catch(() => undefined); // the page's own stays
    });
  }, [token]);
  return found;
}

interface Draft {
  readonly display_name: string;
  readonly sign_in_name: string;
  readonly password: string;
}
const FIELDS = {
  display_name: "field_display_name",
  sign_in_name: "field_sign_in_name",
  password: "field_password_new",
} as const;
type Field = keyof typeof FIELDS;

const Into = ({ invited }: { readonly invited: Invited }) => (
  <p class="lede block-s">
    <Words
      k={INTO[invited.role] ?? "invited_into_base_member"}
      parts={{ name: <Name>{invited.organization_name ?? invited.coalition_name}</Name> }}
    />
  </p>
);

function useAccept(token: string) {
  const [error, setError] = useState<WireError | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const accept = async (body: Readonly<Record<string, string | undefined>>) => {
    setBusy(true);
    const outcome = await enter("accept", { token, ...body });
    setBusy(false);
    if (outcome.ok) navigate("/me", { replace: true });
    else setError(outcome.error);
  };
  return { error, busy, accept };
}

/** Somebody who is signed in: the role is added to what they are. */
function AsMyself({ token, name }: { readonly token: string; readonly name: string }) {
  const { error, busy, accept } = useAccept(token);
  return (
    <div class="block-s">
      <p>
        <Words k="invited_as_myself" parts={{ name: <Name>{name}</Name> }} />
      </p>
      <Refusal title={t("invited_not_in")} words={error && refusalWords(error)} />
      <p class="block-s">
        <Button
          look="primary wide"
          onClick={() => void accept({})}
          reason={busy ? t("gate_entering") : undefined}
        >
          {t("invited_accept")}
        </Button>
      </p>
    </div>
  );
}

function AsSomebodyNew({ token }: { readonly token: string }) {
  const { error, busy, accept } = useAccept(token);
  const [draft, setDraft] = useState<Draft>({ display_name: "", sign_in_name: "", password: "" });
  const problems = problemsOf(error, FIELDS);
  const field = (name: Field) => ({
    label: t(FIELDS[name]),
    value: draft[name],
    onInput: (value: string) => setDraft({ ...draft, [name]: value }),
    problem: problems.find((one) => one.field === name)?.message,
  });
  const isEmpty = Object.values(draft).some((value) => value.trim() === "");
  const reason = busy ? t("gate_entering") : isEmpty ? t("gate_fill_in") : undefined;
  return (
    <form
      class="block-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (isEmpty || busy) return;
        const more = { language: language.value, time_zone: deviceZone(), device: deviceWords() };
        void accept({ ...draft, ...more });
      }}
    >
      <ErrorSummary problems={problems} />
      {problems.length === 0 ? (
        <Refusal title={t("invited_not_in")} words={error && refusalWords(error)} />
      ) : null}
      <TextField {...field("display_name")} hint={t("hint_display_name")} autocomplete="name" />
      <TextField
        {...field("sign_in_name")}
        hint={t("hint_sign_in_name")}
        autocomplete="username"
        inputMode="email"
      />
      <PasswordField {...field("password")} hint={t("hint_password")} autocomplete="new-password" />
      <p class="block-s">
        <Button look="primary wide" kind="submit" reason={reason}>
          {t("invited_accept")}
        </Button>
      </p>
    </form>
  );
}

export function Invitation() {
  const token = useToken();
  const found = useInvitation(token);
  return (
    <Gate title={t("invited_title")}>
      {found === undefined ? (
        <LoadingRows slow={false} />
      ) : "error" in found ? (
        <Refusal title={t("invited_not_in")} words={refusalWords(found.error)} />
      ) : (
        <>
          <Into invited={found.invited} />
          {found.invited.person_name === null ? (
            <AsSomebodyNew token={token} />
          ) : (
            <AsMyself token={token} name={found.invited.person_name} />
          )}
        </>
      )}
    </Gate>
  );
}
