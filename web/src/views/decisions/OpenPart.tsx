/*
 * A ballot while it is open, as everybody sees it who reads its body: how many have answered, and by which
 * rules it will be counted, with the numbers of this roll. Who has answered is not told, and what not either.
 */
import { Name, Section, Words } from "../../components";
import { collator, t } from "../../i18n";
import { viewer } from "../../sync";
import {
  quorumNeeded,
  quorumOf,
  shareOf,
  stoodAsideMost,
  stoodAsideOf,
} from "../model/ballot_count";
import type { Ballot } from "../model/ballots";
import { voterName } from "../model/decision_words";
import { type Position, positionsOf } from "../model/decisions";
import { baseWord, neededOf, shareWords } from "../model/rules";
import { Cells, cellsOf } from "./Cells";

function Quorum({ ballot }: { readonly ballot: Ballot }) {
  const needed = quorumNeeded(ballot);
  const { answered, roll } = ballot;
  return (
    <p class="sum">
      <Words
        k={answered >= needed ? "ballot_quorum_reached" : "ballot_quorum_missing"}
        values={{ share: shareWords(quorumOf(ballot)), roll, needed, answered }}
      />
    </p>
  );
}

/** By what yes it is carried. */
function VoteRule({ ballot }: { readonly ballot: Ballot }) {
  const share = shareOf(ballot);
  if (share === undefined) return null;
  const { base } = share;
  return (
    <p class="sum">
      <Words
        k={base === "roll" ? "ballot_rule_vote_roll" : "ballot_rule_vote"}
        values={{
          share: shareWords(share),
          base: baseWord(base),
          needed: neededOf(ballot.roll, share),
          roll: ballot.roll,
        }}
      />{" "}
      {t(base === "cast" ? "ballot_rule_abstain" : "ballot_rule_abstain_against")}
    </p>
  );
}

function ConsensusRule({ ballot }: { readonly ballot: Ballot }) {
  const share = stoodAsideOf(ballot);
  if (share === undefined) return null;
  const { numerator, denominator } = share;
  /* Those it needs at the least, until there are more. */
  const present = Math.max(ballot.answered, quorumNeeded(ballot));
  const most = stoodAsideMost(present, share);
  return (
    <p class="sum">
      <Words
        k={most === 0 ? "ballot_rule_aside_none" : "ballot_rule_aside"}
        values={{ share: t("share_more_than", { numerator, denominator }), present, most }}
      />{" "}
      {ballot.blocks_max === 0 ? (
        <Words k="ballot_rule_block" />
      ) : (
        <Words k="ballot_rule_blocks" values={{ most: ballot.blocks_max }} />
      )}
    </p>
  );
}

const isMe = ({ organization_id, person_id }: Position): boolean =>
  organization_id === null
    ? person_id === viewer.value.person_id
    : organization_id === viewer.value.acting_for;

function Roll({ ballot }: { readonly ballot: Ballot }) {
  const { named } = positionsOf(ballot.ballot_id);
  const list = named
    .map((position) => ({ position, name: voterName(position) }))
    .toSorted((a, b) => collator().compare(a.name, b.name));
  return (
    <details>
      <summary>{t("ballot_roll", { count: list.length })}</summary>
      <ul class="names">
        {list.map(({ position, name }) => (
          <li key={position.position_id}>
            <span class={isMe(position) ? "me" : undefined}>
              <Name>{name}</Name>
            </span>
            {position.has_left === 1 ? <span class="end">{t("position_left")}</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function OpenPart({ ballot }: { readonly ballot: Ballot }) {
  const { answered, roll, reason } = ballot;
  const cells = [...cellsOf("in", answered), ...cellsOf("", roll - answered)];
  return (
    <Section
      title={t("ballot_answered_title")}
      end={<span role="status">{t("ballot_count_of", { answered, roll })}</span>}
    >
      <Cells cells={cells} needed={quorumNeeded(ballot)} />
      <Quorum ballot={ballot} />
      {ballot.method === "vote" ? <VoteRule ballot={ballot} /> : <ConsensusRule ballot={ballot} />}
      {ballot.closes_early === 1 ? <p class="sum">{t("ballot_closes_early")}</p> : null}
      {reason === null ? null : (
        <>
          <p class="sum">{t("ballot_reason_again")}</p>
          <p class="said" dir="auto">
            {reason}
          </p>
        </>
      )}
      <Roll ballot={ballot} />
    </Section>
  );
}
