/* A ballot that waits for my answer, on Today, with the way to it. */
import { Link } from "../../components";
import { t } from "../../i18n";
import type { Asked } from "../model/ballots";
import { whenWords } from "../model/meetings";
import { WaitingRow } from "../WaitingRow";

export function BallotRow({ asked }: { readonly asked: Asked }) {
  const { ballot, title } = asked;
  const { closes_at_ms, zone, answered, roll } = ballot;
  const href = `/decisions/${ballot.proposal_id}`;
  const closes = whenWords({ starts_at_ms: closes_at_ms, ends_at_ms: closes_at_ms, zone });
  return (
    <WaitingRow
      mark="now"
      href={href}
      title={title}
      about={[
        <b key="closes" class="due">
          {t("today_ballot", { time: closes.there })}
        </b>,
        closes.here,
        t("ballot_answered_count", { answered, roll }),
      ]}
    >
      <Link href={href} class="btn">
        {t(ballot.method === "vote" ? "today_vote_do" : "today_ballot_do")}
      </Link>
    </WaitingRow>
  );
}
