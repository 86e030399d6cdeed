/*
 * The administrators' page: who can sign in and how, links for those who cannot, staff, and what the
 * program should do otherwise than by itself. Nothing here shows what anybody does.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Dialog,
  EditableFact,
  LoadingRows,
  Name,
  PageHead,
  Refusal,
  Section,
  Tag,
  TextField,
  Words,
} from "../../components";
import { collator, isKey, type Key, t } from "../../i18n";
import { ask, may, send, viewer } from "../../sync";
import { refusalWords, toSaveResult } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { NotHere } from "../NotHere";
import { type AccountLine, isAccounts, isSettings, type SettingLine, useAsked } from "./asked";
import { InviteDialog } from "./Invite";
import { type InvitedRole, OpenInvitations, openInvitations } from "./OpenInvitations";

const STAFF: readonly InvitedRole[] = ["secretariat", "administrator"];
const staffWord = (role: InvitedRole): string =>
  t(role === "secretariat" ? "role_secretariat" : "role_administrator");

type Deed = "make_link" | "lock" | "unlock" | "end_sessions" | "end_second_factor";

const DEED_WORD = {
  make_link: "account_make_link",
  lock: "account_lock",
  unlock: "account_unlock",
  end_sessions: "account_end_sessions",
  end_second_factor: "account_end_factor",
} as const satisfies Record<Deed, Key>;
const DEED_WORDS = {
  make_link: "account_make_link_words",
  lock: "account_lock_words",
  unlock: "account_unlock_words",
  end_sessions: "account_end_sessions_words",
  end_second_factor: "account_end_factor_words",
} as const satisfies Record<Deed, Key>;

function deedsFor(one: AccountLine): readonly Deed[] {
  const isSelf = one.person_id === viewer.value.person_id;
  const deeds: Deed[] = ["make_link"];
  if (one.session_count > 0) deeds.push("end_sessions");
  if (one.has_second_factor) deeds.push("end_second_factor");
  if (!isSelf) deeds.push(one.is_locked ? "unlock" : "lock");
  return deeds;
}

/** What is done to an account is said before, and the link shown once. */
function DeedDialog(props: {
  readonly one: AccountLine;
  readonly deed: Deed;
  readonly onClose: () => void;
}) {
  const { one, deed } = props;
  const [link, setLink] = useState<string | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const run = async () => {
    const reply = await ask(`account.${deed}`, { person_id: one.person_id });
    if (!reply.ok) return setRefusal(refusalWords(reply.error));
    const token = (reply.result as { token?: string }).token;
    if (token === undefined) props.onClose();
    else setLink(`${location.origin}/sign-in#${token}`);
  };
  const title = (
    <Words
      k="account_deed_title"
      values={{ deed: t(DEED_WORD[deed]) }}
      parts={{ name: <Name>{one.display_name}</Name> }}
    />
  );
  if (link !== undefined) {
    return (
      <Dialog title={title} onClose={props.onClose} leave={t("invite_link_done")}>
        <p>{t("account_link_words")}</p>
        <TextField label={t("invite_link_label")} value={link} onInput={() => undefined} readOnly />
        <p class="btns">
          <Button look="primary" onClick={() => void navigator.clipboard.writeText(link)}>
            {t("invite_link_copy")}
          </Button>
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={title}
      onClose={props.onClose}
      act={{ word: t(DEED_WORD[deed]), run, reason: needsConnection() }}
    >
      <p>{t(DEED_WORDS[deed])}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

function AccountRow(props: { readonly one: AccountLine; readonly onChanged: () => void }) {
  const { one } = props;
  const [deed, setDeed] = useState<Deed | undefined>(undefined);
  return (
    <li>
      <span>
        <Name>{one.display_name}</Name> {one.sample ? <Tag>{t("sample")}</Tag> : null}
        {one.is_locked ? <Tag>{t("account_locked")}</Tag> : null}
        <span class="hint">
          {one.sign_in_name === null ? t("account_by_link_only") : <bdi>{one.sign_in_name}</bdi>}
        </span>
        <span class="hint">
          {t(one.has_second_factor ? "factor_on_short" : "factor_off_short")}
        </span>
        <span class="btns small">
          {deedsFor(one).map((each) => (
            <button
              type="button"
              class="linkbtn"
              key={each}
              aria-label={t("account_deed_title", {
                deed: t(DEED_WORD[each]),
                name: one.display_name,
              })}
              onClick={() => setDeed(each)}
            >
              {t(DEED_WORD[each])}
            </button>
          ))}
        </span>
      </span>
      {deed === undefined ? null : (
        <DeedDialog
          one={one}
          deed={deed}
          onClose={() => {
            setDeed(undefined);
            props.onChanged();
          }}
        />
      )}
    </li>
  );
}

function All() {
  const asked = useAsked("account.list", isAccounts);
  const [sought, setSought] = useState("");
  const list = (asked.value?.accounts ?? [])
    .filter((one) =>
      `${one.display_name} ${one.sign_in_name ?? ""}`.toLowerCase().includes(sought.toLowerCase()),
    )
    .toSorted((a, b) => collator().compare(a.display_name, b.display_name));
  if (asked.value === undefined) {
    return asked.error ? (
      <p class="note">{refusalWords(asked.error)}</p>
    ) : (
      <LoadingRows slow={false} />
    );
  }
  return (
    <Section title={t("accounts_all")} count={asked.value.accounts.length}>
      <TextField label={t("accounts_find")} value={sought} onInput={setSought} />
      <ul class="plainrows">
        {list.map((one) => (
          <AccountRow key={one.person_id} one={one} onChanged={asked.again} />
        ))}
      </ul>
      {list.length === 0 ? <p class="note muted">{t("accounts_none", { text: sought })}</p> : null}
    </Section>
  );
}

function Staff() {
  const [open, setOpen] = useState(false);
  return (
    <Section title={t("staff_title")}>
      <p class="note">{t("staff_words")}</p>
      <p class="note">
        <Button onClick={() => setOpen(true)}>{t("staff_invite")}</Button>
      </p>
      <OpenInvitations list={openInvitations(null)} roleWord={staffWord} />
      {open ? (
        <InviteDialog
          title={t("staff_invite_title")}
          organization_id={null}
          roles={STAFF.map((role) => ({
            role,
            word: staffWord(role),
            hint: t(role === "secretariat" ? "hint_secretariat" : "hint_administrator"),
          }))}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Section>
  );
}

const settingWord = (setting: string): string => {
  const key = `setting_${setting}`;
  return isKey(key) ? t(key) : setting;
};

function SettingFact(props: { readonly one: SettingLine; readonly onSaved: () => void }) {
  const { one } = props;
  const [open, setOpen] = useState(false);
  const label = settingWord(one.setting);
  const save = async (from: string | null, to: string | null) => {
    const value = { from: Number(from), to: Number(to ?? "") };
    const result = toSaveResult(
      await send("setting.edit", { setting: one.setting, value } as never),
    );
    if (result.ok) props.onSaved();
    return result;
  };
  return (
    <EditableFact
      words={{
        label,
        edit: t("setting_edit", { name: label }),
        save: t("setting_save", { name: label }),
      }}
      value={String(one.value)}
      editor={{ kind: "line", most: 7, required: true }}
      hint={t("setting_bounds", { least: one.least, most: one.most, usual: one.usual })}
      saving="settled"
      canEdit
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      onSave={save}
    />
  );
}

function Settings() {
  const asked = useAsked("setting.list", isSettings);
  const list = asked.value?.settings ?? [];
  return (
    <Section title={t("settings_title")}>
      <p class="note">{t("settings_words")}</p>
      <dl class="facts">
        {list.map((one) => (
          <SettingFact key={one.setting} one={one} onSaved={asked.again} />
        ))}
      </dl>
    </Section>
  );
}

export function Accounts() {
  if (!may("manage_accounts").value.ok) return <NotHere />;
  return (
    <>
      <PageHead title={t("accounts_title")} kicker={t("me_title")}>
        <p class="lede">{t("accounts_words")}</p>
      </PageHead>
      <div class="only-upto">
        <Staff />
        <All />
        <Settings />
      </div>
    </>
  );
}
