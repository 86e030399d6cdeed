/*
 * Inviting by link. The browser makes the link's key and tells the server only what it is known by; so the
 * link is shown here once, to be copied, and nobody can look it up later. Where the server sends mail it can
 * be told the key itself, to send the link; then too the link is shown, for the mail that does not arrive.
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button, Choice, Dialog, Refusal, SelectField, TextField, Words } from "../../components";
import { LANGUAGES, language, t } from "../../i18n";
import { newId, newToken, send, tokenHash, viewer } from "../../sync";
import { takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { COALITION_SPACE } from "../model/spaces";
import { LANGUAGE_NAMES } from "../model/vocabulary";
import { useSendsMail } from "./mail";
import type { InvitedRole } from "./OpenInvitations";
import { Qr } from "./Qr";

export interface RoleChoice {
  readonly role: InvitedRole;
  readonly word: string;
  readonly hint?: string;
}

const DAYS = 14;

interface Made {
  readonly link: string;
  /** Where it is being sent; "": nowhere. */
  readonly address: string;
}

function LinkDialog(props: Made & { readonly onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const isSent = props.address !== "";
  return (
    <Dialog
      title={t(isSent ? "invite_sent_title" : "invite_link_title")}
      onClose={props.onClose}
      leave={t("invite_link_done")}
    >
      <p>
        {isSent ? (
          <Words k="invite_sent_words" parts={{ address: <bdi>{props.address}</bdi> }} />
        ) : (
          t("invite_link_words")
        )}
      </p>
      <TextField
        label={t("invite_link_label")}
        value={props.link}
        onInput={() => undefined}
        readOnly
      />
      <p class="btns">
        <Button
          look="primary"
          onClick={() => void navigator.clipboard.writeText(props.link).then(() => setCopied(true))}
        >
          {t("invite_link_copy")}
        </Button>
        <span role="status">{copied ? t("invite_link_copied") : ""}</span>
      </p>
      <Qr text={props.link} />
    </Dialog>
  );
}

/** Makes the row, and the link once the server has it. */
async function invite(
  organization_id: string | null,
  draft: {
    readonly role: InvitedRole;
    readonly name_for: string;
    readonly language: string;
    readonly mail_address: string;
  },
): Promise<Made | { readonly refusal: string }> {
  const invitation_id = newId();
  const token = newToken();
  const name_for = draft.name_for.trim() === "" ? null : draft.name_for.trim();
  const address = draft.mail_address.trim();
  const said = {
    invitation_id,
    role: draft.role,
    language: draft.language,
    token_hash: await tokenHash(token),
    ...(name_for === null ? {} : { name_for }),
    ...(address === "" ? {} : { mail_address: address, token }),
  };
  const isBase = draft.role === "base_member";
  const space_id =
    organization_id === null
      ? (viewer.value.person_id ?? "")
      : isBase
        ? organization_id
        : COALITION_SPACE;
  const row = {
    invitation_id,
    space_id,
    organization_id,
    role: draft.role,
    name_for,
    language: draft.language,
    expires_at_ms: Date.now() + DAYS * 86_400_000,
    state: "open",
    sample: 0,
  };
  const outcome = await (organization_id === null
    ? send("invitation.make_staff", said as never, [["invitation", "insert", invitation_id, row]])
    : send("invitation.make", { ...said, organization_id } as never, [
        ["invitation", "insert", invitation_id, row],
      ]));
  const refusal = takeRefusal(outcome);
  return refusal === undefined
    ? { link: `${location.origin}/invitation#${token}`, address }
    : { refusal };
}

export function InviteDialog(props: {
  readonly title: ComponentChildren;
  readonly organization_id: string | null;
  readonly roles: readonly RoleChoice[];
  readonly onClose: () => void;
}) {
  const [role, setRole] = useState<InvitedRole>(props.roles[0]?.role ?? "base_member");
  const [name_for, setNameFor] = useState("");
  const [chosen, setChosen] = useState<string>(language.value);
  const [mail_address, setAddress] = useState("");
  const [made, setMade] = useState<Made | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const sendsMail = useSendsMail();
  if (made !== undefined) return <LinkDialog {...made} onClose={props.onClose} />;
  const make = async () => {
    const draft = { role, name_for, language: chosen, mail_address: sendsMail ? mail_address : "" };
    const outcome = await invite(props.organization_id, draft);
    if ("link" in outcome) setMade(outcome);
    else setRefusal(outcome.refusal);
  };
  const isSent = sendsMail && mail_address.trim() !== "";
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      act={{
        word: t(isSent ? "invite_send" : "invite_do"),
        run: make,
        reason: needsConnection(),
      }}
    >
      <fieldset class="field">
        <legend>{t("field_role")}</legend>
        {props.roles.map((one) => (
          <Choice
            key={one.role}
            name="role"
            value={one.role}
            chosen={role}
            onChoose={() => setRole(one.role)}
            hint={one.hint}
          >
            {one.word}
          </Choice>
        ))}
      </fieldset>
      <TextField
        label={t("field_name_for")}
        hint={t("hint_name_for")}
        value={name_for}
        onInput={setNameFor}
      />
      {sendsMail ? (
        <TextField
          label={t("field_mail_address")}
          hint={t("hint_invite_mail")}
          inputMode="email"
          autocomplete="off"
          value={mail_address}
          onInput={setAddress}
        />
      ) : null}
      <SelectField
        label={t("field_invite_language")}
        value={chosen}
        onInput={setChosen}
        options={LANGUAGES.map((code) => ({ value: code, word: LANGUAGE_NAMES[code] }))}
      />
      <Refusal words={refusal} />
    </Dialog>
  );
}
