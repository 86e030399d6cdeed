/* What was sent as rows: what it is, how far it has come, and what it asks of the organization one acts for. */
import { Dots, Link, Mark, Name } from "../../components";
import { t } from "../../i18n";
import { route } from "../../router";
import { row } from "../../sync";
import { dueWords } from "../model/deadline";
import { dueOf, isOpen, myDelivery } from "../model/deliveries";
import {
  deliveryStateWord,
  dispatchStateWord,
  kindWord,
  markOfDispatch,
  nextWord,
} from "../model/dispatch_words";
import { coverageNow, nextOf, type Sent } from "../model/dispatches";
import { numberWord } from "../model/register";
import { atStart } from "../model/vocabulary";
import { AnsweredBar } from "./Bars";

function aboutDecision(decision_id: string | null) {
  const decision = decision_id === null ? undefined : row("decision", decision_id).value;
  return decision === undefined ? "" : t("decision_kicker", { number: numberWord(decision) });
}

function aboutSent(sent: Sent, nowMs: number) {
  const { row: dispatch } = sent;
  const mine = myDelivery(sent.id);
  const due = isOpen(dispatch) ? dueOf(mine, dispatch) : null;
  return [
    atStart(kindWord(dispatch.kind)),
    aboutDecision(dispatch.decision_id),
    dispatch.state === "sent" ? "" : dispatchStateWord(dispatch.state),
    due === null ? "" : dueWords(due, nowMs),
    dispatch.sample === 1 ? t("sample") : "",
  ];
}

/** How it stands with one's own organization, and what is asked of it next. */
function Mine({ sent }: { readonly sent: Sent }) {
  const mine = myDelivery(sent.id);
  if (mine === undefined) return null;
  const next = nextOf(mine, sent.row);
  return (
    <span class="m">
      <Dots>
        {[
          t("delivery_yours", { state: deliveryStateWord(mine.state) }),
          mine.mode === "information" ? t("delivery_information") : "",
          next === undefined ? (
            ""
          ) : (
            <b key="next" class="due">
              {nextWord(next)}
            </b>
          ),
        ]}
      </Dots>
    </span>
  );
}

export function DispatchRows(props: { readonly list: readonly Sent[]; readonly query: string }) {
  const current = route.value.params["id"];
  const now = Date.now();
  return (
    <ul class="rows">
      {props.list.map((sent) => (
        <li key={sent.id}>
          <Link
            href={`/dispatches/${sent.id}${props.query}`}
            class="row"
            current={current === sent.id ? "true" : undefined}
          >
            <Mark kind={markOfDispatch(sent.row)} />
            <span>
              <span class="t clamp2">
                <Name>{sent.name}</Name>
              </span>
              <span class="m">
                <Dots>{aboutSent(sent, now)}</Dots>
              </span>
              <span class="m">
                <AnsweredBar coverage={coverageNow(sent.id, now)} />
              </span>
              <Mine sent={sent} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
