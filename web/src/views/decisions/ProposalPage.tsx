/*
 * One matter on one page: the proposal with its text, what is asked about it and by which rules, one's own
 * answer, what came of it, and how it stands in the register. While it is open the text comes first; when it
 * is over, the outcome.
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import {
  CourseLine,
  Dots,
  Link,
  Name,
  PageHead,
  Section,
  Tag,
  useKey,
  Words,
} from "../../components";
import { t } from "../../i18n";
import { navigate, route } from "../../router";
import { connection, may } from "../../sync";
import "../../styles/decisions.css";
import { Comments } from "../comments/Comments";
import { type Ballot, myCall } from "../model/ballots";
import { bodyWord, closingWords, dayOf, occasionWord, stopsOf } from "../model/decision_words";
import { isBodyAlive, isTextFixed, type Matter, matters, needsBacking } from "../model/decisions";
import { nameOf } from "../model/directory";
import { personName } from "../model/items";
import { languageWord } from "../model/languages";
import { numberWord } from "../model/register";
import { rightTo, WhoCan } from "../model/rights";
import { isShared, readBy } from "../model/spaces";
import { atStart } from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { DecisionLink, InRegister } from "./InRegister";
import { OpenPart } from "./OpenPart";
import { EarlierBallots, Outcome, RollCall } from "./Outcome";
import { ProposalActs } from "./ProposalActs";
import { type Part, ProposalFact, ProposalText } from "./ProposalText";
import { answerWord, YourAnswer } from "./YourAnswer";

/* ---- its head ---- */

/** "Open until Tue, 18 November, 18:00 (Accra) · 02:00 your time · by consensus" */
function OpenUntil({ ballot }: { readonly ballot: Ballot }) {
  const { there, here } = closingWords(ballot);
  return (
    <Dots>
      {[
        <b key="until" class="due">
          {t("ballot_open_until", { time: there })}
        </b>,
        here,
        occasionWord(ballot.occasion),
      ]}
    </Dots>
  );
}

function Lede({ matter }: { readonly matter: Matter }) {
  const { row, open } = matter;
  switch (row.state) {
    case "draft":
      return <p class="lede">{t("proposal_lede_draft")}</p>;
    case "discussion":
      return (
        <p class="lede">
          {t(isTextFixed(matter) ? "proposal_lede_fixed" : "proposal_lede_discussion")}
        </p>
      );
    case "ballot":
      return open === undefined ? null : (
        <p class="lede">
          <OpenUntil ballot={open} />
        </p>
      );
    case "withdrawn":
      return <p class="lede">{t("proposal_lede_withdrawn")}</p>;
    case "decided":
      return null;
    default:
      return row.state satisfies never;
  }
}

/** When it came to a station, as far as that is written down. */
function whenAt({ row, open, ballots, decision }: Matter, id: string): string {
  const last = ballots.at(-1);
  if (id === "ballot" && open?.method === "consensus") {
    return t("ballot_round", { round: open.round, rounds: open.rounds_max });
  }
  if (id !== "decided" || row.state !== "decided") return "";
  return decision || last?.closed_at_ms ? dayOf(last?.closed_at_ms ?? 0) : "";
}

function Head({ matter, back }: { readonly matter: Matter; readonly back: string }) {
  const { row, decision } = matter;
  return (
    <PageHead
      title={row.title}
      back={{ href: back, word: t("room_decisions") }}
      kicker={
        <>
          <Dots>
            {[
              decision
                ? t("decision_kicker", { number: numberWord(decision) })
                : t("proposal_kicker"),
              <Name key="body">{bodyWord(row.group_id)}</Name>,
              decision || row.state === "draft"
                ? ""
                : t("proposal_version", { version: row.version }),
            ]}
          </Dots>{" "}
          {row.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
        </>
      }
    >
      <CourseLine
        label={t("course_label")}
        stations={stopsOf(matter).map((stop) => ({ ...stop, when: whenAt(matter, stop.id) }))}
      />
      <Lede matter={matter} />
    </PageHead>
  );
}

/* ---- its facts ---- */

const Line = (props: { readonly label: string; readonly children: ComponentChildren }) => (
  <div>
    <dt>{props.label}</dt>
    <dd>{props.children}</dd>
  </div>
);

function About(part: Part) {
  const { row } = part.matter;
  const right = rightTo("edit_proposal", "proposal", part.matter.id);
  const isOver = row.state === "decided" || row.state === "withdrawn";
  return (
    <Section title={t("item_facts")}>
      <dl class="facts">
        {part.canEdit ? (
          <ProposalFact
            {...part}
            field="title"
            shown={<span class="muted">{t("mandate_above")}</span>}
          />
        ) : null}
        {part.canEdit ? (
          <ProposalFact
            {...part}
            field="language"
            shown={<bdi>{languageWord(row.language)}</bdi>}
          />
        ) : null}
        <Line label={t("proposal_body")}>
          {row.group_id === null ? (
            bodyWord(null)
          ) : (
            <Link href={`/groups/${row.group_id}`}>
              <Name>{bodyWord(row.group_id)}</Name>
            </Link>
          )}
        </Line>
        <Line label={t("proposal_by")}>
          <Name>{personName(row.person_id)}</Name>
          {row.organization_id === null ? null : (
            <span class="stated">
              <Words
                k="proposal_for"
                parts={{ organization: <Name>{nameOf(row.organization_id)}</Name> }}
              />
            </span>
          )}
        </Line>
        {row.backed_by_id === null && !needsBacking(row) ? null : (
          <Line label={t("proposal_backed_by")}>
            {row.backed_by_id === null ? (
              <span class="muted">{t("proposal_backed_by_nobody")}</span>
            ) : (
              <Name>{nameOf(row.backed_by_id)}</Name>
            )}
          </Line>
        )}
        {row.replaces_id === null ? null : (
          <Line
            label={t(
              row.replacement === "rescinds" ? "replacement_rescinds" : "replacement_supersedes",
            )}
          >
            <DecisionLink id={row.replaces_id} />
          </Line>
        )}
        <Line label={t("field_read_by")}>{atStart(t(readBy(row.space_id)))}</Line>
      </dl>
      {isOver ? null : <WhoCan right={right} />}
    </Section>
  );
}

/* ---- all of it ---- */

/** On a phone the way to one's answer stands above the bottom bar, however long the text is. */
function AnswerBar({ ballot }: { readonly ballot: Ballot }) {
  const call = myCall(ballot.ballot_id);
  return call === undefined || call.person_id !== null ? null : (
    <p class="votebar">
      <a href="#answer" class="btn primary wide">
        {answerWord(ballot, call)}
      </a>
    </p>
  );
}

/** A decision that all of the coalition may read can be sent down the network, to be carried out. */
function SendDown({ matter: { decision } }: Pick<Part, "matter">) {
  const isSendable = decision?.state === "in_force" && isShared(decision.space_id);
  return isSendable && may("send_dispatch").value.ok ? (
    <div class="btns block-s">
      <Link href={`/dispatches/new?decision=${decision.decision_id}`} class="btn">
        {t("dispatch_decision_do")}
      </Link>
    </div>
  ) : null;
}

/** What is asked next to take the place of a decision in force. */
function Anew({ matter: { row, decision } }: Pick<Part, "matter">) {
  if (decision?.state !== "in_force") return null;
  const right =
    row.group_id === null
      ? may("propose_to_coalition").value
      : rightTo("propose", "group", row.group_id);
  return right.ok && isBodyAlive(row.group_id) ? (
    <p class="small note">
      <Link href={`/decisions/new?replaces=${decision.decision_id}`}>
        {t("proposal_replace_do")}
      </Link>
    </p>
  ) : null;
}

/** What came of it last, before its text: of what is over that is the first question. */
const LastOutcome = ({ last }: { readonly last: Ballot }) => (
  <Section title={t(last.state === "void" ? "ballot_last_void" : "ballot_outcome")}>
    <Outcome ballot={last} />
  </Section>
);

function Page({ matter }: { readonly matter: Matter }) {
  const { row, open: asked, ballots, decision } = matter;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const isOver = row.state === "decided" || row.state === "withdrawn";
  const canEdit =
    !isOver &&
    isBodyAlive(row.group_id) &&
    !isTextFixed(matter) &&
    rightTo("edit_proposal", "proposal", matter.id).ok;
  const part: Part = { matter, canEdit, open, setOpen };
  const back = `/decisions${route.value.query.size > 0 ? `?${route.value.query}` : ""}`;
  useKey("back", () => navigate(back));
  useKey("edit", () => {
    if (canEdit) setOpen("text");
  });
  const last = asked === undefined ? ballots.at(-1) : undefined;
  const earlier = ballots.slice(0, -1).toReversed();
  return (
    <>
      <Head matter={matter} back={back} />
      <div class="two dec">
        <div>
          {last === undefined ? null : <LastOutcome last={last} />}
          <ProposalText {...part} />
          {asked === undefined ? null : <AnswerBar ballot={asked} />}
        </div>
        <div class="side">
          {asked === undefined ? null : (
            <YourAnswer key={matter.id} matter={matter} ballot={asked} />
          )}
          {decision === undefined ? null : <InRegister decision={decision} />}
          <SendDown matter={matter} />
          <Anew matter={matter} />
          {asked === undefined ? <About {...part} /> : null}
        </div>
        <div>
          {asked === undefined ? null : <OpenPart ballot={asked} />}
          {last?.state === "closed" ? (
            <Section title={t("ballot_roll_call")} count={last.roll}>
              <RollCall ballot={last} />
            </Section>
          ) : null}
          {isOver && decision !== undefined ? null : <ProposalActs matter={matter} />}
          <EarlierBallots list={earlier} />
          {asked === undefined ? null : <About {...part} />}
          <Comments
            table="proposal"
            id={matter.id}
            space_id={row.space_id}
            group_id={row.group_id}
          />
        </div>
      </div>
    </>
  );
}

export function ProposalPage({ id }: { readonly id: string }) {
  const matter = matters.value.get(id);
  if (matter) return <Page key={id} matter={matter} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
