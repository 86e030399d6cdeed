/* Proposals and decisions as rows: how far each has come, and the one line that matters there. */
import { CourseMark, Dots, Link, Name } from "../../components";
import { fuzzyDate, t } from "../../i18n";
import { route } from "../../router";
import { myCall } from "../model/ballots";
import {
  bodyWord,
  closingWords,
  courseOf,
  dayOf,
  decisionStateWord,
  resultWord,
} from "../model/decision_words";
import { isAsked, type Matter } from "../model/decisions";
import { numberWord } from "../model/register";

function aboutOpen({ open }: Matter) {
  if (!open) return [];
  const { there, here } = closingWords(open);
  const { answered, roll } = open;
  const isMine = myCall(open.ballot_id) !== undefined;
  return [
    <b key="closes" class="due">
      {t("today_ballot", { time: there })}
    </b>,
    here,
    t("ballot_answered_count", { answered, roll }),
    isMine ? "" : t("ballot_not_yours"),
  ];
}

function aboutLast({ row, ballots }: Matter) {
  const last = ballots.at(-1);
  if (last?.result === null || last?.result === undefined || row.state === "ballot") return "";
  const date = dayOf(last.closed_at_ms ?? last.closes_at_ms);
  return t("ballot_last", { result: resultWord(last.result), date });
}

function aboutMatter(matter: Matter) {
  const { row, decision } = matter;
  const told = decision
    ? [
        <bdi key="number">{numberWord(decision)}</bdi>,
        decisionStateWord(decision.state),
        fuzzyDate(decision.decided_on),
      ]
    : [...aboutOpen(matter), aboutLast(matter)];
  return [
    isAsked(matter) ? <b key="asked">{t("ballot_asked")}</b> : "",
    ...told,
    <Name key="body">{bodyWord(row.group_id)}</Name>,
    row.sample === 1 ? t("sample") : "",
  ];
}

export function DecisionRows(props: { readonly list: readonly Matter[]; readonly query: string }) {
  const current = route.value.params["id"];
  return (
    <ul class="rows">
      {props.list.map((matter) => (
        <li key={matter.id}>
          <Link
            href={`/decisions/${matter.id}${props.query}`}
            class="row"
            current={current === matter.id ? "true" : undefined}
          >
            <CourseMark stations={courseOf(matter)} />
            <span>
              <span class="t clamp2">
                <Name>{matter.name}</Name>
              </span>
              <span class="m">
                <Dots>{aboutMatter(matter)}</Dots>
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
