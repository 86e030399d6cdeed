/*
 * Who belongs to whom: ties up and down with their standing and since when, those that ended with
 * both dates, and the ways to add, change and end one.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Dots,
  Link,
  Mark,
  Name,
  Refusal,
  Section,
  Tag,
  type TieLine,
  Ties,
  Words,
} from "../../components";
import { collator, formatList, fuzzyDate, type Key, t } from "../../i18n";
import { by, send } from "../../sync";
import { lazy } from "../lazy";
import {
  type Affiliation,
  nameOf,
  type Organization,
  standingBy,
  tiesDown,
  tiesEnded,
  tiesUp,
} from "../model/directory";
import { isInferred } from "../model/provenance";
import { takeRefusal } from "../model/refusals";
import { ActButton, needsConnection, rightTo } from "../model/rights";
import { affiliationStatusWord } from "../model/vocabulary";

const AddTie = lazy(async () => (await import("./AddTie")).AddTie, "members");
const ApplyToJoin = lazy(async () => (await import("./AddTie")).ApplyToJoin, "members");
const ChangeTie = lazy(async () => (await import("./ChangeTie")).ChangeTie, "members");
const EndTie = lazy(async () => (await import("./EndTie")).EndTie, "members");

/* An organization of the first rank may have hundreds below it. */
const TIES_A_TIME = 100;

const SINCE = {
  root: "since_member",
  member: "since_member",
  observer: "since_observer",
  observer_tentative: "since_observer_tentative",
  member_tentative: "since_member_tentative",
  suspended: "since_suspended",
  applicant: "since_applicant",
  left: "since_member",
  below: "since_member",
  outside: "since_member",
} as const satisfies Record<ReturnType<typeof standingBy>, Key>;

const UNDATED = {
  root: "standing_member",
  member: "standing_member",
  observer: "standing_observer",
  observer_tentative: "standing_observer_tentative",
  member_tentative: "standing_member_tentative",
  suspended: "standing_suspended",
  applicant: "standing_applicant",
  left: "standing_left",
  below: "standing_member",
  outside: "standing_member",
} as const satisfies Record<ReturnType<typeof standingBy>, Key>;

function Since({ tie }: { readonly tie: Affiliation }) {
  const standing = standingBy(tie);
  const inferred =
    isInferred("affiliation", tie.affiliation_id, "starts_on") ||
    isInferred("affiliation", tie.affiliation_id, "status");
  return (
    <>
      {tie.starts_on === null
        ? t(UNDATED[standing])
        : t(SINCE[standing], { date: fuzzyDate(tie.starts_on) })}
      {inferred ? (
        <>
          {" "}
          <Tag>{t("inferred")}</Tag>
        </>
      ) : null}
    </>
  );
}

const names = (ids: readonly string[]) => <Name>{formatList(ids.map(nameOf))}</Name>;

function aboutDown(tie: Affiliation) {
  const others = tiesUp(tie.organization_id)
    .filter((other) => other.parent_id !== tie.parent_id)
    .map((other) => other.parent_id);
  const below = tiesDown(tie.organization_id).map((other) => other.organization_id);
  return [
    others.length > 0 ? <Words k="also_belongs" parts={{ names: names(others) }} /> : null,
    below.length > 0 ? (
      <Words k="belong_to_it" values={{ count: below.length }} parts={{ names: names(below) }} />
    ) : null,
  ];
}

function About({ tie, down }: { readonly tie: Affiliation; readonly down: boolean }) {
  const stated = tie.status_stated;
  return (
    <Dots>
      {[
        tie.is_asked === 1 ? t("tie_asked") : <Since key="since" tie={tie} />,
        stated === null ? null : (
          <span key="stated">
            {t("as_stated")} <bdi>{t("quoted", { text: stated })}</bdi>
          </span>
        ),
        ...(down ? aboutDown(tie) : []),
        tie.sample === 1 ? <Tag key="sample">{t("sample")}</Tag> : null,
      ]}
    </Dots>
  );
}

/** The standings a tie has had, where there is more to tell than the one of now. */
function Steps({ tie }: { readonly tie: Affiliation }) {
  const steps = by("affiliation_standing", "affiliation_id", tie.affiliation_id).value.toSorted(
    (a, b) => (a.starts_on ?? "").localeCompare(b.starts_on ?? ""),
  );
  if (steps.length < 2 && steps.every(({ decision }) => decision === null)) return null;
  return (
    <details class="steps">
      <summary>{t("tie_steps", { count: steps.length })}</summary>
      <ol>
        {steps.map((step) => (
          <li key={step.affiliation_standing_id}>
            <Dots>
              {[
                step.starts_on === null ? t("date_not_stated") : fuzzyDate(step.starts_on),
                affiliationStatusWord(step.status),
                step.decision === null ? "" : <bdi key="d">{step.decision}</bdi>,
              ]}
            </Dots>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** A body that came out of a group asks those who were in it to join; each answers for itself. */
function Confirm({ tie }: { readonly tie: Affiliation }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { affiliation_id } = tie;
  const confirm = async () =>
    setRefusal(takeRefusal(await send("affiliation.confirm", { affiliation_id })));
  return (
    <>
      <button
        type="button"
        class="editbtn"
        disabled={needsConnection() !== undefined}
        aria-label={t("tie_confirm_named", { name: nameOf(tie.parent_id) })}
        onClick={() => void confirm()}
      >
        {t("tie_confirm")}
      </button>
      <Refusal words={refusal} as="span" />
    </>
  );
}

interface LineProps {
  readonly tie: Affiliation;
  readonly down: boolean;
  readonly onChange: (tie: Affiliation) => void;
}

function lineOf({ tie, down, onChange }: LineProps): TieLine {
  const other = down ? tie.organization_id : tie.parent_id;
  const right = rightTo("set_affiliation", "affiliation", tie.affiliation_id);
  const answer =
    tie.is_asked === 1
      ? rightTo("confirm_affiliation", "affiliation", tie.affiliation_id)
      : { ok: false };
  return {
    id: tie.affiliation_id,
    href: `/network/${other}`,
    name: nameOf(other),
    standing: standingBy(tie),
    about: (
      <>
        <About tie={tie} down={down} />
        <Steps tie={tie} />
      </>
    ),
    act: answer.ok ? (
      <Confirm tie={tie} />
    ) : right.ok ? (
      <button
        type="button"
        class="editbtn"
        aria-label={t("tie_change_named", { name: nameOf(other) })}
        onClick={() => onChange(tie)}
      >
        {t("tie_change")}
      </button>
    ) : null,
  };
}

/** Ties that ended stay, with both dates. */
function Ended({ id }: { readonly id: string }) {
  const ended = tiesEnded(id);
  if (ended.length === 0) return null;
  const date = (text: string | null) => (text === null ? t("date_not_stated") : fuzzyDate(text));
  return (
    <>
      <h3 class="namehead">{t("ties_ended")}</h3>
      <ul class="plainrows">
        {ended.map((tie) => {
          const other = tie.organization_id === id ? tie.parent_id : tie.organization_id;
          return (
            <li key={tie.affiliation_id}>
              <Mark kind="ended" />
              <span>
                <Link href={`/network/${other}`}>
                  <Name>{nameOf(other)}</Name>
                </Link>
                <span class="stated">
                  {t("ended_from_to", { from: date(tie.starts_on), to: date(tie.ends_on) })}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

type Open =
  | { readonly kind: "add" | "apply" | "end" }
  | { readonly kind: "change"; readonly tie: Affiliation }
  | undefined;

function Dialogs(props: {
  readonly organization: Organization;
  readonly open: Open;
  readonly onClose: () => void;
}) {
  const { organization, open, onClose } = props;
  switch (open?.kind) {
    case undefined:
      return null;
    case "add":
      return <AddTie organization={organization} onClose={onClose} />;
    case "apply":
      return <ApplyToJoin organization={organization} onClose={onClose} />;
    case "end":
      return <EndTie organization={organization} onClose={onClose} />;
    case "change":
      return open.kind === "change" ? <ChangeTie tie={open.tie} onClose={onClose} /> : null;
    default:
      return null;
  }
}

/** Which of the ways stand open: to enter a tie, or else to ask for one; to end one's own. */
function Acts(props: {
  readonly organization: Organization;
  readonly onOpen: (open: Open) => void;
}) {
  const { id } = props.organization;
  const add = rightTo("set_affiliation", "organization", id);
  const apply = rightTo("apply", "organization", id);
  const leaving = tiesUp(id)[0];
  const leave = leaving
    ? rightTo("leave_affiliation", "affiliation", leaving.affiliation_id)
    : undefined;
  return (
    <div class="btns note">
      {!add.ok && apply.ok ? (
        <ActButton right={apply} onClick={() => props.onOpen({ kind: "apply" })}>
          {t("tie_apply")}
        </ActButton>
      ) : (
        <ActButton right={add} onClick={() => props.onOpen({ kind: "add" })}>
          {t("tie_add")}
        </ActButton>
      )}
      {leave?.ok ? (
        <ActButton right={leave} look="plain" onClick={() => props.onOpen({ kind: "end" })}>
          {t("tie_end")}
        </ActButton>
      ) : null}
    </div>
  );
}

export function TiesSection({ organization }: { readonly organization: Organization }) {
  const [open, setOpen] = useState<Open>(undefined);
  const [most, setMost] = useState(TIES_A_TIME);
  const { id } = organization;
  const onChange = (tie: Affiliation) => setOpen({ kind: "change", tie });
  const { compare } = collator();
  const byName = (a: string, b: string) => compare(nameOf(a), nameOf(b));
  const up = tiesUp(id)
    .toSorted((a, b) => byName(a.parent_id, b.parent_id))
    .map((tie) => lineOf({ tie, down: false, onChange }));
  const down = tiesDown(id).toSorted((a, b) => byName(a.organization_id, b.organization_id));
  const lines = down.slice(0, most).map((tie) => lineOf({ tie, down: true, onChange }));
  return (
    <Section title={t("ties_title")}>
      {up.length + lines.length === 0 ? (
        <p class="muted note">{t("ties_none")}</p>
      ) : (
        <Ties self={organization.name} up={up} down={lines} />
      )}
      {down.length > most ? (
        <p class="note">
          <Button onClick={() => setMost(most + TIES_A_TIME)}>
            {t("show_more", { count: Math.min(down.length - most, TIES_A_TIME) })}
          </Button>
        </p>
      ) : null}
      <Ended id={id} />
      <p class="small muted note">{t("ties_stay")}</p>
      <Acts organization={organization} onOpen={setOpen} />
      <Dialogs organization={organization} open={open} onClose={() => setOpen(undefined)} />
    </Section>
  );
}
