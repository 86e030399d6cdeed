/* What somebody was told, in one sentence with what belongs to it; on the page of notifications and on Today. */
import "../../styles/attention.css";
import { useState } from "preact/hooks";
import { Dots, Link, Mark, type MarkKind, Name, Refusal, Words } from "../../components";
import { formatDate, fuzzyDate, type Key, t } from "../../i18n";
import { row } from "../../sync";
import { wordsOf } from "../model/comments";
import { dueWords } from "../model/deadline";
import { whenWords } from "../model/meetings";
import { see, type Told } from "../model/notifications";
import { takeRefusal } from "../model/refusals";

/* Who gave or moved something the rows do not say: mails do, which are written from the log. */
const ALONE = {
  assigned: "notification_alone_assigned",
  assigned_to_organization: "notification_alone_assigned_to_organization",
  presents: "notification_presents",
  mentioned: "notification_mentioned",
  replied: "notification_replied",
  meeting_moved: "notification_alone_meeting_moved",
  meeting_cancelled: "notification_alone_meeting_cancelled",
  ballot_opened: "notification_alone_ballot_opened",
  ballot_closes: "notification_ballot_closes",
  delivered: "notification_delivered",
} as const satisfies Record<Told["row"]["reason"], Key>;

const ToldWords = ({ told }: { readonly told: Told }) => (
  <Words
    k={ALONE[told.row.reason]}
    parts={{ who: <Name>{told.who}</Name>, name: <Name>{told.name}</Name> }}
  />
);

/** The sentence as a button's name has it. */
const toldText = ({ row: { reason }, who, name }: Told): string => t(ALONE[reason], { who, name });

/* Nothing is to be done there any more, so nothing is late. */
const OVER: ReadonlySet<string> = new Set(["done", "dropped", "reached", "missed"]);

/* When the meeting is now, or by when something is to be done. */
function whenOf({ row: { about_table: table, about_id: id } }: Told): string {
  if (table === "meeting") {
    const meeting = row("meeting", id).value;
    return meeting && meeting.state !== "cancelled" ? whenWords(meeting).there : "";
  }
  if (table !== "action_item" && table !== "milestone") return "";
  const { due_on = null, state = "done" } = row(table, id).value ?? {};
  if (due_on === null) return "";
  return OVER.has(state)
    ? t("item_due", { date: fuzzyDate(due_on) })
    : dueWords(due_on, Date.now());
}

/** What was said, or when it is; and when it was told. */
function ToldMore({ told }: { readonly told: Told }) {
  const { comment } = told;
  const at = formatDate(new Date(told.row.at_ms), { dateStyle: "medium", timeStyle: "short" });
  return (
    <>
      {comment === undefined ? null : (
        <span class="toldwords" dir="auto">
          {t("quoted", { text: wordsOf(comment.text) })}
        </span>
      )}
      <Dots>{[comment === undefined ? whenOf(told) : "", at]}</Dots>
    </>
  );
}

/** The row goes when it is pressed: the focus then goes on to the next, or to the head of the page. */
function focusNext(button: HTMLElement): void {
  const own = button.closest("li");
  const near = own?.nextElementSibling ?? own?.previousElementSibling;
  const next = near?.querySelector("button, a") ?? document.querySelector("main h1");
  if (next instanceof HTMLElement) next.focus();
}

const SeenButton = (props: {
  readonly told: Told;
  readonly onRefused: (words: string | undefined) => void;
}) => (
  <button
    type="button"
    class="btn"
    aria-label={t("notification_see_named", { name: toldText(props.told) })}
    onClick={(event) => {
      focusNext(event.currentTarget);
      void see(props.told).then((outcome) => props.onRefused(takeRefusal(outcome)));
    }}
  >
    {t("notification_see")}
  </button>
);

/** One line of what was told; what is still to be seen opens its thing and is seen by that. */
export function ToldRow(props: {
  readonly told: Told;
  readonly mark: MarkKind;
  readonly isFresh: boolean;
}) {
  const { told, isFresh } = props;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  return (
    <li>
      <div class="row">
        <Mark kind={props.mark} />
        <div>
          <Link
            class="t"
            href={told.href}
            {...(isFresh && { onClick: () => void see(told).then(takeRefusal) })}
          >
            <ToldWords told={told} />
          </Link>
          <span class="m">
            <ToldMore told={told} />
          </span>
        </div>
        {isFresh ? (
          <div class="act">
            <SeenButton told={told} onRefused={setRefusal} />
            <Refusal words={refusal} />
          </div>
        ) : null}
      </div>
    </li>
  );
}
