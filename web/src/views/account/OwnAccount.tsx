/*
 * How one signs in: name and password, the second factor, and where one is signed in. Each part asks the
 * server when it is opened; what was typed stays when it is refused.
 */
import { useState } from "preact/hooks";
import { Button, Dialog, LoadingRows, PasswordField, Section, TextField } from "../../components";
import { formatDate, t } from "../../i18n";
import { navigate, route } from "../../router";
import { ask, door, type WireError } from "../../sync";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { type Account, type Asked, isAccount, isSessions, type Session, useAsked } from "./asked";
import { problemsOf } from "./problems";
import { SecondFactor } from "./SecondFactor";

const FIELDS = {
  password_now: "field_password_now",
  sign_in_name: "field_sign_in_name",
  password: "field_password_new",
} as const;
type Field = keyof typeof FIELDS;

/* A refusal that names no field is shown at the password: the form has one deed. */
const atAField = (error: WireError): WireError =>
  error.field !== undefined && error.field in FIELDS ? error : { ...error, field: "password" };

function PasswordDialog(props: {
  readonly account: Account;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { account } = props;
  const [draft, setDraft] = useState({
    password_now: "",
    sign_in_name: account.sign_in_name ?? "",
    password: "",
  });
  const [error, setError] = useState<WireError | undefined>(undefined);
  const problems = problemsOf(error && atAField(error), FIELDS);
  const field = (name: Field) => ({
    label: t(FIELDS[name]),
    value: draft[name],
    onInput: (value: string) => setDraft({ ...draft, [name]: value }),
    problem: problems.find((one) => one.field === name)?.message,
  });
  const save = async () => {
    const reply = await door("set_password", {
      password: draft.password,
      sign_in_name: draft.sign_in_name,
      ...(account.needs_password_now ? { password_now: draft.password_now } : {}),
    });
    if (reply.ok) props.onDone();
    else setError(reply.error);
  };
  const isEmpty =
    draft.password === "" ||
    draft.sign_in_name.trim() === "" ||
    (account.needs_password_now && draft.password_now === "");
  return (
    <Dialog
      title={t(account.sign_in_name === null ? "password_first_title" : "password_title")}
      onClose={props.onClose}
      act={{
        word: t("password_do"),
        run: save,
        reason: isEmpty ? t("gate_fill_in") : needsConnection(),
      }}
    >
      <p>{t("password_ends_others")}</p>
      <TextField
        {...field("sign_in_name")}
        hint={t("hint_sign_in_name")}
        autocomplete="username"
        inputMode="email"
      />
      {account.needs_password_now ? <PasswordField {...field("password_now")} /> : null}
      <PasswordField {...field("password")} hint={t("hint_password")} autocomplete="new-password" />
    </Dialog>
  );
}

function SigningIn({ asked }: { readonly asked: Asked<Account> }) {
  /* Whoever has come in by a link for it sets a new password first. */
  const [open, setOpen] = useState(() => route.value.query.get("for") === "password");
  const account = asked.value;
  const close = () => {
    setOpen(false);
    if (route.value.query.has("for")) navigate("/me", { replace: true });
  };
  return (
    <Section title={t("account_title")}>
      {account === undefined ? (
        <NotThere error={asked.error} />
      ) : (
        <>
          <dl class="facts">
            <div class="fact">
              <dt>{t("field_sign_in_name")}</dt>
              <dd>
                {account.sign_in_name === null ? (
                  <span class="due">{t("account_by_link_only")}</span>
                ) : (
                  <bdi>{account.sign_in_name}</bdi>
                )}
              </dd>
            </div>
          </dl>
          <p class="note">
            <Button onClick={() => setOpen(true)}>
              {t(account.sign_in_name === null ? "password_set" : "password_change")}
            </Button>
          </p>
          {open ? (
            <PasswordDialog
              account={account}
              onClose={close}
              onDone={() => {
                close();
                asked.again();
              }}
            />
          ) : null}
        </>
      )}
    </Section>
  );
}

/** Not asked yet, or not to be had without a line. */
function NotThere({ error }: { readonly error: WireError | undefined }) {
  if (error === undefined) return <LoadingRows slow={false} />;
  return <p class="note muted">{refusalWords(error)}</p>;
}

const when = (ms: number): string =>
  formatDate(new Date(ms), { dateStyle: "medium", timeStyle: "short" });

function SessionLine(props: { readonly one: Session; readonly onEnded: () => void }) {
  const { one } = props;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const device = one.device ?? t("session_unknown_device");
  const end = async () => {
    const reply = await ask("session.end", { session_id: one.session_id });
    if (reply.ok || reply.error.code === "E_NOT_FOUND") props.onEnded();
    else setRefusal(refusalWords(reply.error));
  };
  return (
    <li>
      <span>
        <bdi>{device}</bdi>
        <span class="hint">
          {one.is_this ? t("session_this") : t("session_used", { time: when(one.last_used_at_ms) })}
        </span>
        {refusal === undefined ? null : <span class="fielderr">{refusal}</span>}
      </span>
      {one.is_this ? null : (
        <span class="end">
          <button
            type="button"
            class="editbtn"
            aria-label={t("session_end_named", { name: device })}
            onClick={() => void end()}
          >
            {t("session_end")}
          </button>
        </span>
      )}
    </li>
  );
}

function Sessions() {
  const asked = useAsked("session.list", isSessions);
  const list = asked.value?.sessions;
  const others = list?.filter((one) => !one.is_this).length ?? 0;
  const endOthers = async () => {
    await ask("session.end_others");
    asked.again();
  };
  return (
    <Section title={t("sessions_title")} {...(list ? { count: list.length } : {})}>
      {list === undefined ? (
        <NotThere error={asked.error} />
      ) : (
        <ul class="plainrows">
          {list.map((one) => (
            <SessionLine key={one.session_id} one={one} onEnded={asked.again} />
          ))}
        </ul>
      )}
      {others > 0 ? (
        <p class="note">
          <Button onClick={() => void endOthers()} reason={needsConnection()}>
            {t("sessions_end_others", { count: others })}
          </Button>
        </p>
      ) : null}
    </Section>
  );
}

export function OwnAccount() {
  const asked = useAsked("account.read", isAccount);
  return (
    <>
      <SigningIn asked={asked} />
      {asked.value === undefined ? null : (
        <SecondFactor account={asked.value} onChanged={asked.again} />
      )}
      <Sessions />
    </>
  );
}
