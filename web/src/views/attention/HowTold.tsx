/*
 * How I want to be told by mail: each choice a fact that opens into its field, saved by itself. Where the mail goes, or
 * why none does, stands first.
 */
import { useState } from "preact/hooks";
import { EditableFact, type FilterOption, Section } from "../../components";
import { cityOf, formatDate, t } from "../../i18n";
import type { Methods } from "../../sync";
import { type Account, isAccount, useAsked } from "../account/asked";
import { type AttentionField, attention, editAttention } from "../model/attention";
import { savingOf } from "../model/edits";
import { mailZone } from "../own_zone";

type Who = Methods["session.who"]["result"];
const isWho = (value: unknown): value is Who =>
  typeof value === "object" && value !== null && "sends_mail" in value;

/** "07:00", as the times of meetings are written. */
const hourWord = (hour: number): string =>
  formatDate(new Date(Date.UTC(2000, 0, 1, hour)), {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
  });

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const hours = (): readonly FilterOption[] =>
  HOURS.map((hour) => ({ value: String(hour), word: hourWord(hour) }));

const yesNo = (yes: string, no: string): readonly FilterOption[] => [
  { value: "1", word: yes },
  { value: "0", word: no },
];

interface Shown {
  readonly field: AttentionField;
  readonly label: string;
  readonly options: readonly FilterOption[];
  readonly hint?: string;
}

function choices(): readonly Shown[] {
  const clock = t("attention_clock", { city: cityOf(mailZone()) });
  return [
    {
      field: "digest",
      label: t("attention_digest"),
      options: [
        { value: "daily", word: t("attention_digest_daily") },
        { value: "off", word: t("attention_digest_off") },
      ],
    },
    {
      field: "digest_hour",
      label: t("attention_digest_hour"),
      options: hours(),
      hint: clock,
    },
    {
      field: "at_once",
      label: t("attention_at_once"),
      options: yesNo(t("attention_at_once_yes"), t("attention_at_once_no")),
    },
    {
      field: "quiet_from",
      label: t("attention_quiet_from"),
      options: hours(),
      hint: `${clock} ${t("attention_quiet_same")}`,
    },
    {
      field: "quiet_until",
      label: t("attention_quiet_until"),
      options: hours(),
      hint: `${clock} ${t("attention_quiet_same")}`,
    },
    {
      field: "narrow_words",
      label: t("attention_narrow"),
      options: yesNo(t("attention_narrow_yes"), t("attention_narrow_no")),
      hint: t("attention_narrow_hint"),
    },
  ];
}

function ChoiceFact(props: {
  readonly choice: Shown;
  readonly open: boolean;
  readonly setOpen: (field: AttentionField | undefined) => void;
}) {
  const { field, label, options, hint } = props.choice;
  const row = attention.value;
  const value = String(row[field]);
  return (
    <EditableFact
      words={{ label, edit: t("attention_edit", { field: label }), save: t("attention_save") }}
      value={value}
      shown={options.find((one) => one.value === value)?.word}
      editor={{ kind: "choice", options }}
      hint={hint}
      {...savingOf("attention", row.attention_id, field)}
      canEdit
      open={props.open}
      onOpen={() => props.setOpen(field)}
      onClose={() => props.setOpen(undefined)}
      onSave={(from, to) => editAttention(field, from ?? value, to ?? value)}
    />
  );
}

const isAddress = (name: string | null): name is string => name?.includes("@") ?? false;

function MailTo({ account }: { readonly account: Account }) {
  return (
    <div class="fact">
      <dt>{t("attention_mail_to")}</dt>
      <dd>
        {isAddress(account.sign_in_name) ? (
          <bdi>{account.sign_in_name}</bdi>
        ) : (
          <span class="due">{t("attention_no_address")}</span>
        )}
      </dd>
    </div>
  );
}

export function HowTold() {
  const [open, setOpen] = useState<AttentionField | undefined>(undefined);
  const account = useAsked("account.read", isAccount).value;
  const who = useAsked("session.who", isWho).value;
  return (
    <Section title={t("attention_title")}>
      <p class="note">{t("attention_words")}</p>
      {who?.sends_mail === false ? <p class="note due">{t("attention_no_mail")}</p> : null}
      <dl class="facts">
        {who?.sends_mail && account !== undefined ? <MailTo account={account} /> : null}
        {choices().map((choice) => (
          <ChoiceFact
            key={choice.field}
            choice={choice}
            open={open === choice.field}
            setOpen={setOpen}
          />
        ))}
      </dl>
    </Section>
  );
}
