/*
 * The door. By a link, whose key is behind its # and is spent by a button, so that a program that only
 * looks at links does not; or by name and password, and a code where one has been set up. The field for
 * the code is there for everybody: what is asked for tells nothing about an account.
 */
import { useEffect, useState } from "preact/hooks";
import { Button, Link, PasswordField, TextField } from "../components";
import { t } from "../i18n";
import { navigate } from "../router";
import { ask, enter, type WireError } from "../sync";
import { deviceWords } from "./account/device";
import { Gate, Refusal, useToken } from "./account/Gate";
import { lazy } from "./lazy";
import { refusalWords } from "./model/refusals";

/* Fetched when it is gone to: few ever do. */
const Forgotten = lazy(async () => (await import("./account/Forgotten")).Forgotten, "members");

function useEnter(then = "/") {
  const [error, setError] = useState<WireError | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const go = async (door: "link" | "session", body: Readonly<Record<string, string>>) => {
    setBusy(true);
    setError(undefined);
    const outcome = await enter(door, { ...body, device: deviceWords() });
    setBusy(false);
    if (outcome.ok) navigate(then, { replace: true });
    else setError(outcome.error);
  };
  return { error, busy, go };
}

const withCode = (body: Readonly<Record<string, string>>, code: string) =>
  code.trim() === "" ? body : { ...body, code: code.trim() };

const CodeField = (props: { readonly value: string; readonly onInput: (code: string) => void }) => (
  <TextField
    label={t("field_code")}
    hint={t("hint_code")}
    autocomplete="one-time-code"
    value={props.value}
    onInput={props.onInput}
  />
);

/** A link of somebody who has forgotten their password leads on to where they set a new one. One of whoever has a second factor asks for its code, and is not used up until it is right. */
function ByLink({ token, isReset }: { readonly token: string; readonly isReset: boolean }) {
  const { error, busy, go } = useEnter(isReset ? "/me?for=password" : "/");
  const [code, setCode] = useState("");
  const [asked, setAsked] = useState(false);
  if (error?.field === "code" && !asked) setAsked(true);
  return (
    <form
      class="block-s"
      onSubmit={(event) => {
        event.preventDefault();
        void go("link", withCode({ token }, code));
      }}
    >
      <p>{t(isReset ? "forgotten_link_here" : "gate_link_here")}</p>
      {asked ? <CodeField value={code} onInput={setCode} /> : null}
      <p class="block-s">
        <Button look="primary wide" kind="submit" reason={busy ? t("gate_entering") : undefined}>
          {t("sign_in")}
        </Button>
      </p>
      <Refusal title={t("gate_not_in")} words={error && refusalWords(error)} />
    </form>
  );
}

function ByPassword({ onForgotten }: { readonly onForgotten: (() => void) | undefined }) {
  const { error, busy, go } = useEnter();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const isEmpty = name.trim() === "" || password === "";
  const reason = busy ? t("gate_entering") : isEmpty ? t("gate_fill_in") : undefined;
  return (
    <form
      class="block-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty && !busy) void go("session", withCode({ sign_in_name: name, password }, code));
      }}
    >
      <TextField
        label={t("field_sign_in_name")}
        autocomplete="username"
        inputMode="email"
        value={name}
        onInput={setName}
      />
      <PasswordField label={t("field_password")} value={password} onInput={setPassword} />
      <CodeField value={code} onInput={setCode} />
      <Refusal title={t("gate_not_in")} words={error && refusalWords(error)} />
      <p class="block-s">
        <Button look="primary wide" kind="submit" reason={reason}>
          {t("sign_in")}
        </Button>
      </p>
      <p class="muted small block-s">{t("gate_forgotten")}</p>
      {onForgotten === undefined ? null : (
        <p class="block-s">
          <button type="button" class="linkbtn" onClick={onForgotten}>
            {t("forgotten_open")}
          </button>
        </p>
      )}
      <p class="block-s">
        <Link href="/join">{t("gate_have_code")}</Link>
      </p>
    </form>
  );
}

/** Without a link: by password, or asking for a link where the server sends mail. */
function WithoutLink() {
  const [sendsMail, setSendsMail] = useState(false);
  const [isForgotten, setForgotten] = useState(false);
  useEffect(() => {
    void ask("session.who").then((reply) => {
      setSendsMail(reply.ok && (reply.result as { sends_mail?: boolean }).sends_mail === true);
    });
  }, []);
  if (isForgotten) return <Forgotten onBack={() => setForgotten(false)} />;
  return <ByPassword onForgotten={sendsMail ? () => setForgotten(true) : undefined} />;
}

export function SignIn() {
  const [isReset] = useState(() => new URLSearchParams(location.search).get("for") === "password");
  const token = useToken();
  return (
    <Gate title={t("sign_in")}>
      {token === "" ? <WithoutLink /> : <ByLink key={token} token={token} isReset={isReset} />}
    </Gate>
  );
}
