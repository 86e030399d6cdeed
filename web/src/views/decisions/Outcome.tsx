/*
 * What came of a ballot: in words, with the arithmetic that leads there, and who chose what; of a secret one
 * the totals, and what was written, beside no name. A void one says why, and keeps nothing of what was chosen.
 */
import { Dots, Mark, type MarkKind, Name, Section, Words } from "../../components";
import { collator, formatNumber, type Key, t } from "../../i18n";
import {
  CHOICES,
  type Choice,
  countOf,
  isOfOneMind,
  quorumNeeded,
  quorumOf,
  type Reckoning,
  reckon,
  shareOf,
  stoodAsideOf,
  wholeOf,
} from "../model/ballot_count";
import type { Ballot } from "../model/ballots";
import {
  causeWords,
  choiceWord,
  dayOf,
  occasionWord,
  reasonWords,
  resultWord,
  voterName,
} from "../model/decision_words";
import { type Position, positionsOf } from "../model/decisions";
import { baseWord, neededOf, shareWords } from "../model/rules";
import { atStart } from "../model/vocabulary";
import { type Cell, Cells, cellsOf } from "./Cells";

/* ---- arithmetic ---- */

/** "5 × 2 = 10 > 8": the same in every language, and from left to right. */
function Formula({ of }: { readonly of: Reckoning }) {
  const { count, whole, share, left, right, sign } = of;
  const n = (number: number) => formatNumber(number);
  const product = (a: number, b: number, is: number) => `${n(a)} × ${n(b)} = ${n(is)}`;
  const other =
    share.numerator === 1
      ? `${sign} ${n(right)}`
      : `${sign} ${n(right)} = ${n(share.numerator)} × ${n(whole)}`;
  return <bdi dir="ltr">{`${product(count, share.denominator, left)} ${other}`}</bdi>;
}

function Quorum({ ballot }: { readonly ballot: Ballot }) {
  const roll = ballot.roll_at_close ?? ballot.roll;
  return (
    <p class="sum">
      <Words
        k="result_quorum"
        values={{
          share: shareWords(quorumOf(ballot)),
          roll,
          needed: quorumNeeded(ballot),
          present: ballot.present ?? 0,
        }}
      />
    </p>
  );
}

function VoteSum({ ballot }: { readonly ballot: Ballot }) {
  const share = shareOf(ballot);
  if (share === undefined) return null;
  const whole = wholeOf(ballot, share.base);
  const yes = countOf(ballot, "yes");
  return (
    <p class="sum">
      <Words
        k="result_share"
        values={{
          share: shareWords(share),
          base: baseWord(share.base),
          needed: neededOf(whole, share),
          whole,
        }}
        parts={{ formula: <Formula of={reckon(yes, whole, share)} /> }}
      />
    </p>
  );
}

function ConsensusSum({ ballot }: { readonly ballot: Ballot }) {
  const share = stoodAsideOf(ballot);
  if (share === undefined) return null;
  const present = ballot.present ?? 0;
  const aside = countOf(ballot, "stand_aside");
  const { numerator, denominator } = share;
  return (
    <>
      <p class="sum">
        <Words
          k="result_aside"
          values={{
            aside,
            present,
            share: t("share_more_than", { numerator, denominator }),
          }}
          parts={{ formula: <Formula of={reckon(aside, present, share)} /> }}
        />
      </p>
      <p class="sum">
        <Words
          k={ballot.blocks_max === 0 ? "result_blocks_none" : "result_blocks"}
          values={{ blocks: countOf(ballot, "block"), most: ballot.blocks_max }}
        />
      </p>
    </>
  );
}

/** Of a secret ballot that decided nothing the server tells nothing of what was chosen. */
const isTold = (ballot: Ballot): boolean =>
  CHOICES[ballot.method].some((choice) => ballot[`count_${choice}`] !== null);

const Counts = ({ ballot }: { readonly ballot: Ballot }) => (
  <p class="note">
    <Dots>
      {CHOICES[ballot.method].map((choice) =>
        t("choice_count", { choice: choiceWord(choice), count: countOf(ballot, choice) }),
      )}
    </Dots>
  </p>
);

const CELL = {
  yes: "in",
  no: "stop",
  abstain: "hold",
  agree: "in",
  reservation: "half",
  stand_aside: "hold",
  block: "stop",
} as const satisfies Record<Choice, Cell>;

function Meter({ ballot }: { readonly ballot: Ballot }) {
  const answered = isTold(ballot)
    ? CHOICES[ballot.method].flatMap((choice) => cellsOf(CELL[choice], countOf(ballot, choice)))
    : cellsOf("in", ballot.answered);
  const roll = ballot.roll_at_close ?? ballot.roll;
  const cells = [...answered, ...cellsOf("", roll - answered.length)];
  return <Cells cells={cells} needed={quorumNeeded(ballot)} />;
}

/* ---- who chose what ---- */

const MARK = {
  yes: "past",
  no: "ended",
  abstain: "open",
  agree: "past",
  reservation: "now",
  stand_aside: "open",
  block: "ended",
} as const satisfies Record<Choice, MarkKind>;

const Written = ({ text, principle }: Pick<Position, "text" | "principle">) => (
  <>
    {text === null ? null : (
      <span class="why" dir="auto">
        {t("quoted", { text })}
      </span>
    )}
    {principle === null ? null : (
      <span class="why" dir="auto">
        <Words k="position_rests_on" parts={{ principle: <bdi>{principle}</bdi> }} />
      </span>
    )}
  </>
);

function answeredWord(position: Position): string {
  if (position.has_left === 1) return t("position_left");
  if (position.choice !== null) return choiceWord(position.choice);
  return t(position.has_answered === 1 ? "position_answered" : "position_silent");
}

const Voter = ({ position, name }: { readonly position: Position; readonly name: string }) => (
  <li>
    <Mark
      kind={
        position.choice !== null
          ? MARK[position.choice]
          : position.has_answered === 1
            ? "past"
            : "waiting"
      }
    />
    <span>
      <Name>{name}</Name>
    </span>
    <span class="end">{answeredWord(position)}</span>
    <Written {...position} />
  </li>
);

/** What was written in a secret ballot, beside no name. */
function Nameless({ list }: { readonly list: readonly Position[] }) {
  const written = list.filter(({ text, principle }) => text !== null || principle !== null);
  return written.length === 0 ? null : (
    <>
      <h3 class="namehead">{t("ballot_unnamed")}</h3>
      <ul class="names">
        {written.map((position) => (
          <li key={position.position_id}>
            <Mark kind={position.choice === null ? "open" : MARK[position.choice]} />
            <span>{position.choice === null ? "" : choiceWord(position.choice)}</span>
            <Written {...position} />
          </li>
        ))}
      </ul>
    </>
  );
}

const secretKey = (ballot: Ballot): Key => {
  if (!isTold(ballot)) return "ballot_secret_untold";
  return isOfOneMind(ballot) ? "ballot_secret_one_mind" : "ballot_secret_erased";
};

export function RollCall({ ballot }: { readonly ballot: Ballot }) {
  const { named, nameless } = positionsOf(ballot.ballot_id);
  const isSecret = ballot.confidentiality === "secret";
  const list = named
    .map((position) => ({ position, name: voterName(position) }))
    .toSorted((a, b) => collator().compare(a.name, b.name));
  return (
    <>
      {isSecret ? <p class="small muted note">{t(secretKey(ballot))}</p> : null}
      <Nameless list={nameless} />
      {isSecret ? <h3 class="namehead">{t("ballot_who_answered")}</h3> : null}
      <ul class="names">
        {list.map(({ position, name }) => (
          <Voter key={position.position_id} position={position} name={name} />
        ))}
      </ul>
    </>
  );
}

/* ---- the outcome ---- */

const Kind = (props: { readonly ballot: Ballot; readonly first?: string }) => {
  const { ballot, first = "" } = props;
  return (
    <Dots>
      {[
        first,
        occasionWord(ballot.occasion),
        ballot.method === "consensus"
          ? t("ballot_round", { round: ballot.round, rounds: ballot.rounds_max })
          : "",
        t("proposal_version", { version: ballot.version }),
        dayOf(ballot.closed_at_ms ?? ballot.closes_at_ms),
      ]}
    </Dots>
  );
};

function Void({ ballot }: { readonly ballot: Ballot }) {
  const { void_cause, reason, answered, roll } = ballot;
  return (
    <>
      <p class="said">
        <b>{t("ballot_void")}</b>
      </p>
      <p class="small muted">
        <Kind ballot={ballot} />
      </p>
      <p class="note">{void_cause === null ? "" : causeWords(void_cause)}</p>
      {void_cause !== "facilitator" || reason === null ? null : (
        <p class="quote" dir="auto">
          {reason}
        </p>
      )}
      <p class="sum note">{t("ballot_void_erased", { answered, roll })}</p>
    </>
  );
}

/* Where too few were there, or nobody voted, there is nothing to reckon. */
function Sum({ ballot }: { readonly ballot: Ballot }) {
  const { result_reason: reason, method } = ballot;
  if (reason === "no_quorum" || reason === "no_votes_cast") return null;
  return method === "vote" ? <VoteSum ballot={ballot} /> : <ConsensusSum ballot={ballot} />;
}

function Result({ ballot }: { readonly ballot: Ballot }) {
  const { result, result_reason } = ballot;
  return (
    <>
      <p class="said">
        <b class={result === "carried" ? "ok" : undefined}>{atStart(endWord(ballot))}</b>
      </p>
      <p class="small muted">
        <Kind ballot={ballot} />
      </p>
      <p class="note">{result_reason === null ? "" : reasonWords(result_reason)}</p>
      {isTold(ballot) ? <Counts ballot={ballot} /> : null}
      <Meter ballot={ballot} />
      <Quorum ballot={ballot} />
      <Sum ballot={ballot} />
    </>
  );
}

/** A ballot that has ended, without who chose what. */
export const Outcome = ({ ballot }: { readonly ballot: Ballot }) =>
  ballot.state === "void" ? <Void ballot={ballot} /> : <Result ballot={ballot} />;

const endWord = ({ result }: Ballot): string =>
  result === null ? t("ballot_void") : resultWord(result);

/** What was asked before, the last one first; each opens where it stands. */
export function EarlierBallots({ list }: { readonly list: readonly Ballot[] }) {
  if (list.length === 0) return null;
  return (
    <Section title={t("ballots_earlier")} count={list.length}>
      {list.map((ballot) => (
        <details key={ballot.ballot_id}>
          <summary>
            <span>
              <Kind ballot={ballot} first={atStart(endWord(ballot))} />
            </span>
          </summary>
          <Outcome ballot={ballot} />
          {ballot.state === "closed" ? <RollCall ballot={ballot} /> : null}
        </details>
      ))}
    </Section>
  );
}
