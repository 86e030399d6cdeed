/*
 * What has come to the organization one acts for: its words, those its parents handed it and its own; how it
 * stands with it, and what may be done next.
 */
import { useState } from "preact/hooks";
import { Button, Dots, Link, Mark, Name, Refusal, Section, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { pending, row } from "../../sync";
import { dueWords } from "../model/deadline";
import { acknowledge, type Delivery, type Dispatch, dueOf, isOpen } from "../model/deliveries";
import { nameOf } from "../model/directory";
import { dayWord, deliveryStateWord, markOf } from "../model/dispatch_words";
import { type Deed, deedsOf, type Note, nextOf, notesOf, type Sent } from "../model/dispatches";
import { takeRefusal } from "../model/refusals";
import { rightTo, WhoCan } from "../model/rights";
import { atStart } from "../model/vocabulary";
import {
  Act,
  Decline,
  type DeedProps,
  deliveryRefusal,
  Localise,
  PassOn,
  Report,
} from "./DeliveryForms";
import { Written } from "./Written";

const FORMS = {
  localise: Localise,
  pass_on: PassOn,
  act: Act,
  report: Report,
  decline: Decline,
} as const satisfies Record<Exclude<Deed, "acknowledge">, (props: DeedProps) => unknown>;

/* How a deed is called; some are called otherwise the second time. */
const WORD = {
  acknowledge: "delivery_acknowledge_do",
  localise: "delivery_localise_do",
  pass_on: "delivery_pass_on_do",
  act: "delivery_act_do",
  report: "delivery_report_do",
  decline: "delivery_decline_do",
} as const satisfies Record<Deed, Key>;

function wordOf(deed: Deed, { state, delivery_id }: Delivery): string {
  if (deed === "acknowledge" && state === "declined") return t("delivery_reconsider_do");
  if (deed === "act" && state === "acting") return t("delivery_item_do");
  if (deed === "report" && state === "reported") return t("delivery_report_more_do");
  const isAnew = deed === "localise" && notesOf(delivery_id, "wording").length > 0;
  return t(isAnew ? "delivery_localise_anew_do" : WORD[deed]);
}

interface Props {
  readonly delivery: Delivery;
  readonly dispatch: Dispatch;
}

function Deeds({ delivery, dispatch }: Props) {
  const [opened, setOpened] = useState<keyof typeof FORMS | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const right = rightTo("answer_delivery", "delivery", delivery.delivery_id);
  const deeds = deedsOf(delivery, dispatch);
  const isOnItsWay = pending("delivery", delivery.delivery_id).value === "waiting";
  const read = async () => {
    const outcome = await acknowledge(delivery);
    const words = outcome.ok ? undefined : deliveryRefusal(outcome.error);
    takeRefusal(outcome);
    setRefusal(words);
  };
  const press = (deed: Deed) => () => {
    if (deed === "acknowledge") void read();
    else setOpened(deed);
  };
  const next = nextOf(delivery, dispatch);
  const lookOf = (deed: Deed) =>
    deed === next ? "primary" : deed === "decline" ? "plain" : "edge";
  const Form = opened === undefined ? undefined : FORMS[opened];
  if (deeds.length === 0) return null;
  if (!right.ok) return <WhoCan right={right} />;
  return (
    <>
      <div class="btns block-s">
        {deeds.map((deed) => (
          <Button key={deed} look={lookOf(deed)} onClick={press(deed)}>
            {wordOf(deed, delivery)}
          </Button>
        ))}
      </div>
      <p class="small muted note" role="status">
        {isOnItsWay ? t("saving") : ""}
      </p>
      <Refusal words={refusal} />
      {Form === undefined ? null : (
        <Form delivery={delivery} dispatch={dispatch} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}

/** From whom and when it came; by when it is to be done. */
function About({ delivery, dispatch }: Props) {
  const { state, mode, from_id, delivered_at_ms, passed_on_at_ms } = delivery;
  const due = isOpen(dispatch) ? dueOf(delivery, dispatch) : null;
  const isOver = state === "reported" || state === "declined";
  return (
    <p class="note">
      <Dots>
        {[
          <span key="state" class="state">
            <Mark kind={markOf(delivery)} />
            <b>{atStart(deliveryStateWord(state))}</b>
          </span>,
          delivered_at_ms === null ? (
            ""
          ) : from_id === null ? (
            t("delivery_came", { date: dayWord(delivered_at_ms) })
          ) : (
            <Words
              key="came"
              k="delivery_came_from"
              values={{ date: dayWord(delivered_at_ms) }}
              parts={{ organization: <Name>{nameOf(from_id)}</Name> }}
            />
          ),
          passed_on_at_ms === null
            ? ""
            : t("delivery_passed_on", { date: dayWord(passed_on_at_ms) }),
          due === null || isOver || mode === "information" ? "" : dueWords(due, Date.now()),
        ]}
      </Dots>
    </p>
  );
}

const Received = ({ note }: { readonly note: Note }) => (
  <>
    <h3 class="namehead">
      <Words
        k="delivery_received"
        parts={{ organization: <Name>{nameOf(note.organization_id)}</Name> }}
      />
    </h3>
    <Written {...note} />
  </>
);

/** Its own wordings, the latest in full. */
function Own({ list }: { readonly list: readonly Note[] }) {
  const [latest, ...earlier] = list;
  if (latest === undefined) return null;
  return (
    <>
      <h3 class="namehead">{t("delivery_own_words")}</h3>
      <Written {...latest} />
      {earlier.length === 0 ? null : (
        <details>
          <summary>{t("delivery_earlier_words", { count: earlier.length })}</summary>
          {earlier.map((note) => (
            <Written key={note.delivery_note_id} {...note} />
          ))}
        </details>
      )}
    </>
  );
}

/** Why it declined, where that is told to nobody outside. */
function OwnReasons({ delivery }: Pick<Props, "delivery">) {
  const own = notesOf(delivery.delivery_id, "reason").filter(
    ({ space_id }) => space_id === delivery.organization_id,
  );
  return own.length === 0 ? null : (
    <>
      <h3 class="namehead">{t("delivery_own_reason")}</h3>
      {own.map((note) => (
        <Written key={note.delivery_note_id} {...note} />
      ))}
    </>
  );
}

/** What it reported, the latest first. */
function OwnReports({ delivery }: Pick<Props, "delivery">) {
  const reports = notesOf(delivery.delivery_id, "report");
  return reports.length === 0 ? null : (
    <>
      <h3 class="namehead">{t("delivery_own_reports")}</h3>
      {reports.map((note) => (
        <Written key={note.delivery_note_id} {...note} />
      ))}
    </>
  );
}

function Item({ id }: { readonly id: string }) {
  const item = row("action_item", id).value;
  return item === undefined ? null : (
    <p class="note">
      <Words
        k="delivery_acts_by"
        parts={{
          item: (
            <Link href={`/actions/${id}`}>
              <Name>{item.title}</Name>
            </Link>
          ),
        }}
      />
    </p>
  );
}

/** One delivery with its words and deeds. It stands before anything else on the page. */
export function MyDelivery({
  sent,
  delivery,
}: {
  readonly sent: Sent;
  readonly delivery: Delivery;
}) {
  const dispatch = sent.row;
  const received = notesOf(delivery.delivery_id, "received");
  const has = received.length > 0;
  return (
    <div class="mine">
      <Section
        title={
          <Words
            k="delivery_for"
            parts={{ organization: <Name>{nameOf(delivery.organization_id)}</Name> }}
          />
        }
      >
        <About delivery={delivery} dispatch={dispatch} />
        {delivery.mode === "information" ? (
          <p class="small muted note">{t("delivery_information_words")}</p>
        ) : null}
        {has ? <h3 class="namehead">{t("delivery_original")}</h3> : null}
        <Written {...dispatch} />
        {received.map((note) => (
          <Received key={note.delivery_note_id} note={note} />
        ))}
        <Own list={notesOf(delivery.delivery_id, "wording")} />
        <OwnReasons delivery={delivery} />
        <OwnReports delivery={delivery} />
        {delivery.action_item_id === null ? null : <Item id={delivery.action_item_id} />}
        <Deeds delivery={delivery} dispatch={dispatch} />
      </Section>
    </div>
  );
}
