/*
 * One dispatch on one page: what it asks of one's own organization, how far it has come, who has not answered,
 * and who has it from whom.
 */
import type { ComponentChildren } from "preact";
import { Dots, Link, Name, PageHead, Section, Tag, useKey, Words } from "../../components";
import { t } from "../../i18n";
import { navigate, route } from "../../router";
import { connection, row } from "../../sync";
import "../../styles/dispatches.css";
import { dueWords } from "../model/deadline";
import { type Dispatch, isOpen, myDelivery } from "../model/deliveries";
import { nameOf } from "../model/directory";
import { dayWord, dispatchStateWord, kindWord, modeWord } from "../model/dispatch_words";
import {
  coverageNow,
  deliveriesOf,
  dispatches,
  peopleOf,
  type Sent,
  SILENT_DAYS,
} from "../model/dispatches";
import { languageWord } from "../model/languages";
import { myBelongings } from "../model/me";
import { numberWord } from "../model/register";
import { readBy } from "../model/spaces";
import { atStart } from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { Bars } from "./Bars";
import { Branches } from "./Branches";
import { DispatchActs } from "./DispatchActs";
import { MyDelivery } from "./MyDelivery";
import { Organizations } from "./Organizations";
import { Written } from "./Written";

/** The decision it carries out, with the way to it. */
function FromDecision({ id }: { readonly id: string }) {
  const decision = row("decision", id).value;
  return decision === undefined ? null : (
    <Link href={`/decisions/${decision.proposal_id}`}>
      <bdi>{numberWord(decision)}</bdi> <Name>{decision.title}</Name>
    </Link>
  );
}

function Lede({ sent }: { readonly sent: Sent }) {
  const { row: dispatch } = sent;
  const now = Date.now();
  const { total, silent } = coverageNow(sent.id, now);
  if (!isOpen(dispatch)) {
    return (
      <>
        <p class="lede">
          {atStart(
            t(dispatch.state === "closed" ? "dispatch_lede_closed" : "dispatch_lede_recalled"),
          )}
        </p>
        {dispatch.reason === null ? null : (
          <p class="quote" dir="auto">
            {dispatch.reason}
          </p>
        )}
      </>
    );
  }
  return (
    <p class="lede">
      {dispatch.state === "paused" ? `${t("dispatch_lede_paused")} ` : ""}
      {t("dispatch_asked_of", { count: total })}{" "}
      {silent === 0 ? null : (
        <Words k="dispatch_silent" values={{ count: silent, days: SILENT_DAYS }} />
      )}
    </p>
  );
}

function Head({ sent, back }: { readonly sent: Sent; readonly back: string }) {
  const { row: dispatch } = sent;
  return (
    <PageHead
      title={dispatch.title}
      back={{ href: back, word: t("room_dispatches") }}
      kicker={
        <>
          <Dots>
            {[
              atStart(kindWord(dispatch.kind)),
              t("dispatch_sent_on", { date: dayWord(dispatch.sent_at_ms) }),
              dispatch.due_on === null || !isOpen(dispatch)
                ? ""
                : dueWords(dispatch.due_on, Date.now()),
            ]}
          </Dots>{" "}
          {dispatch.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
        </>
      }
    >
      <Lede sent={sent} />
    </PageHead>
  );
}

const Line = (props: { readonly label: string; readonly children: ComponentChildren }) => (
  <div>
    <dt>{props.label}</dt>
    <dd>{props.children}</dd>
  </div>
);

function Facts({ dispatch }: { readonly dispatch: Dispatch }) {
  const { state, organization_id, decision_id, mode, pass_on_days, language, space_id } = dispatch;
  return (
    <Section title={t("item_facts")}>
      <dl class="facts">
        <Line label={t("field_state")}>{atStart(dispatchStateWord(state))}</Line>
        {decision_id === null ? null : (
          <Line label={t("dispatch_decision")}>
            <FromDecision id={decision_id} />
          </Line>
        )}
        <Line label={t("dispatch_by")}>
          <Name>{nameOf(organization_id)}</Name>
        </Line>
        <Line label={t("dispatch_mode")}>
          {atStart(modeWord(mode))}
          {mode === "broadcast" ? null : (
            <span class="stated">{t("dispatch_waits_for", { count: pass_on_days })}</span>
          )}
        </Line>
        <Line label={t("proposal_language")}>
          <bdi>{languageWord(language)}</bdi>
        </Line>
        <Line label={t("field_read_by")}>{atStart(t(readBy(space_id)))}</Line>
      </dl>
    </Section>
  );
}

/** Where I act for another organization of mine than the one it came to. */
function ActFor({ sent }: { readonly sent: Sent }) {
  const other = myBelongings.value.find(({ organization_id }) =>
    deliveriesOf(sent.id).has(organization_id),
  );
  return other === undefined ? null : (
    <p class="small note">
      {t("contribution_act_for", { organization: nameOf(other.organization_id) })}{" "}
      <Link href="/me">{t("contribution_acting_first")}</Link>
    </p>
  );
}

function Page({ sent }: { readonly sent: Sent }) {
  const deliveries = deliveriesOf(sent.id);
  const mine = myDelivery(sent.id);
  const { awaited } = Object.fromEntries(route.value.query);
  const back = `/dispatches${awaited === undefined ? "" : `?awaited=${awaited}`}`;
  useKey("back", () => navigate(back));
  return (
    <>
      <Head sent={sent} back={back} />
      <div class="two flow">
        <div>
          {mine === undefined ? <ActFor sent={sent} /> : <MyDelivery sent={sent} delivery={mine} />}
          <Section title={t("dispatch_coverage")}>
            <Bars coverage={coverageNow(sent.id, Date.now())} people={peopleOf(deliveries)} />
          </Section>
          {mine !== undefined ? null : (
            <Section title={t("dispatch_text")}>
              <Written {...sent.row} />
            </Section>
          )}
        </div>
        <div class="side">
          <Facts dispatch={sent.row} />
          <DispatchActs sent={sent} />
        </div>
        <div>
          <Branches deliveries={deliveries} />
          <Organizations sent={sent} />
        </div>
      </div>
    </>
  );
}

export function DispatchPage({ id }: { readonly id: string }) {
  const sent = dispatches.value.get(id);
  if (sent) return <Page key={id} sent={sent} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
