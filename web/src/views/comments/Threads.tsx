/*
 * What is said about a thing: its threads in their order, those that were resolved folded, one field for
 * what is new. What others write meanwhile gathers under a button and moves nothing.
 */
import "../../styles/comments.css";
import { useState } from "preact/hooks";
import {
  Button,
  Dialog,
  Dots,
  Link,
  Mark,
  Name,
  Refusal,
  Section,
  Tag,
  useGathered,
  Words,
} from "../../components";
import { formatDate, language, t } from "../../i18n";
import { arrived, may, type Outcome, pending, viewer } from "../../sync";
import {
  type About,
  addComment,
  type Comment,
  commentsAbout,
  editComment,
  isMyComment,
  isOpenThread,
  isTakenBack,
  type Piece,
  piecesOf,
  refHref,
  refName,
  reopenThread,
  replyTo,
  resolveThread,
  spaceOf,
  spokenFor,
  type Thread,
  takeBack,
  threadsOf,
  toDraft,
} from "../model/comments";
import { groups } from "../model/groups";
import { personName } from "../model/items";
import { isBodyOpen, maySpeak } from "../model/meetings";
import { takeRefusal, whoCan } from "../model/refusals";
import { needsConnection, rightTo } from "../model/rights";
import { COALITION_SPACE, PUBLIC_SPACE } from "../model/spaces";
import { Composer } from "./Composer";

/* ---- one comment ---- */

function PieceOf({ piece }: { readonly piece: Piece }) {
  if (typeof piece === "string") return <>{piece}</>;
  const name = refName(piece);
  const href = refHref(piece);
  if (name === undefined) return <span class="muted">{t("comment_link_gone")}</span>;
  const isMe = piece.kind === "person" && piece.id === viewer.value.person_id;
  const shown = (
    <>
      {piece.sign === "@" ? "@" : null}
      <Name>{name}</Name>
    </>
  );
  if (href !== undefined) return <Link href={href}>{shown}</Link>;
  return isMe ? <mark class="mention">{shown}</mark> : <b class="mention">{shown}</b>;
}

function Text({ comment }: { readonly comment: Comment }) {
  if (isTakenBack(comment)) return <p class="muted said">{t("comment_taken_back")}</p>;
  return (
    <p class="said" dir="auto">
      {piecesOf(comment.text).map((piece, index) => (
        <PieceOf key={index} piece={piece} />
      ))}
    </p>
  );
}

const atTime = (ms: number): string =>
  formatDate(new Date(ms), { dateStyle: "medium", timeStyle: "short" });

function TakeBack({
  comment,
  onClose,
}: {
  readonly comment: Comment;
  readonly onClose: () => void;
}) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const run = async () => {
    const words = takeRefusal(await takeBack(comment));
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={t("comment_take_back_title")}
      onClose={onClose}
      act={{ word: t("comment_take_back_act"), run, reason: needsConnection() }}
    >
      <p class="note">{t("comment_take_back_goes")}</p>
      <p class="small muted note">{t("comment_take_back_stays")}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

interface One {
  readonly comment: Comment;
  /** Whether anything may still be said: its body goes on. */
  readonly isAlive: boolean;
}

interface ActsProps extends One {
  readonly onEdit: () => void;
  readonly onTakeBack: () => void;
}

function Acts({ comment, isAlive, onEdit, onTakeBack }: ActsProps) {
  const id = comment.comment_id;
  const mayTakeBack = rightTo("redact", "comment", id).ok;
  const named = { name: personName(comment.person_id) };
  if (isTakenBack(comment) || !(isMyComment(comment) || mayTakeBack)) return null;
  return (
    <>
      {isAlive && isMyComment(comment) ? (
        <button type="button" class="editbtn" aria-label={t("comment_edit_named")} onClick={onEdit}>
          {t("change")}
        </button>
      ) : null}
      {mayTakeBack ? (
        <button
          type="button"
          class="editbtn"
          aria-label={t("comment_take_back_named", named)}
          onClick={onTakeBack}
        >
          {t("comment_take_back_do")}
        </button>
      ) : null}
    </>
  );
}

function CommentOf({ comment, isAlive }: One) {
  const [isEditing, setEditing] = useState(false);
  const [isTaking, setTaking] = useState(false);
  const id = comment.comment_id;
  const isWaiting = pending("comment", id).value === "waiting";
  const org = spokenFor(comment);
  return (
    <article class="comment" aria-label={t("comment_by", { name: personName(comment.person_id) })}>
      <p class="by small">
        <b>
          <Name>{personName(comment.person_id)}</Name>
        </b>{" "}
        <span class="muted">
          <Dots>
            {[
              org === "" ? "" : <Name key="for">{org}</Name>,
              atTime(comment.written_at_ms),
              comment.edited_at_ms === null || isTakenBack(comment) ? "" : t("comment_edited"),
            ]}
          </Dots>
        </span>{" "}
        {comment.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
        {isWaiting ? (
          <span class="field-note">
            <Mark kind="waiting" /> {t("comment_waiting")}
          </span>
        ) : null}
        <span class="end">
          <Acts
            comment={comment}
            isAlive={isAlive}
            onEdit={() => setEditing(true)}
            onTakeBack={() => setTaking(true)}
          />
        </span>
      </p>
      {/* The words go at once, the answer comes when the file has lost them too. */}
      {isTaking ? <TakeBack comment={comment} onClose={() => setTaking(false)} /> : null}
      {isEditing ? (
        <Composer
          label={t("comment_edit_label")}
          act={t("comment_edit_do")}
          space_id={comment.space_id}
          place={`edit ${id}`}
          begin={toDraft(comment.text)}
          isAsked
          onSend={(text) => {
            setEditing(false);
            return editComment(comment, text);
          }}
          onLeave={() => setEditing(false)}
        />
      ) : (
        <Text comment={comment} />
      )}
    </article>
  );
}

/* ---- a thread ---- */

interface ThreadProps {
  readonly about: About;
  readonly thread: Thread;
  readonly canWrite: boolean;
  readonly isAlive: boolean;
}

function ThreadOf({ about, thread, canWrite, isAlive }: ThreadProps) {
  const { head, replies } = thread;
  const [isAnswering, setAnswering] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const id = head.comment_id;
  const name = personName(head.person_id);
  const isOpen = isOpenThread(thread);
  const maySettle = isAlive && rightTo("resolve_thread", "comment", id).ok;
  const settle = (outcome: Promise<Outcome>) =>
    void outcome.then((one) => setRefusal(takeRefusal(one)));
  return (
    <li class="thread">
      <CommentOf comment={head} isAlive={isAlive} />
      {replies.length === 0 ? null : (
        <ol class="replies">
          {replies.map((one) => (
            <li key={one.comment_id}>
              <CommentOf comment={one} isAlive={isAlive} />
            </li>
          ))}
        </ol>
      )}
      {head.resolved_at_ms === null ? null : (
        <p class="small muted">
          <Words
            k="comment_resolved_by"
            values={{ date: atTime(head.resolved_at_ms) }}
            parts={{ name: <Name>{personName(head.resolved_by_id ?? "")}</Name> }}
          />
        </p>
      )}
      {isAnswering ? (
        <div class="replies">
          <Composer
            label={t("comment_reply_label", { name })}
            act={t("comment_reply_act")}
            space_id={head.space_id}
            place={`reply ${id}`}
            isAsked
            onSend={(text) => replyTo(about, head, text)}
            onSent={() => setAnswering(false)}
            onLeave={() => setAnswering(false)}
          />
        </div>
      ) : canWrite || maySettle ? (
        <div class="btns acts">
          {canWrite ? (
            <Button
              look="plain"
              label={t("comment_reply_named", { name })}
              onClick={() => setAnswering(true)}
            >
              {t("comment_reply_do")}
            </Button>
          ) : null}
          {maySettle ? (
            <Button
              look="plain"
              label={t(isOpen ? "comment_resolve_named" : "comment_reopen_named", { name })}
              onClick={() => settle(isOpen ? resolveThread(head) : reopenThread(head))}
            >
              {t(isOpen ? "comment_resolve_do" : "comment_reopen_do")}
            </Button>
          ) : null}
        </div>
      ) : null}
      <Refusal words={refusal} />
    </li>
  );
}

/* ---- all of them ---- */

/** Who reads what is said here, in one line. */
function SeenBy({ about }: { readonly about: About }) {
  const space_id = spaceOf(about);
  const group = groups.value.get(space_id);
  if (group) return <Words k="comment_seen_by_group" parts={{ name: <Name>{group.name}</Name> }} />;
  if (space_id !== COALITION_SPACE) return <>{t("comment_seen_by_few")}</>;
  return (
    <>{t(about.space_id === PUBLIC_SPACE ? "comment_seen_public" : "comment_seen_coalition")}</>
  );
}

/** Why nothing can be said here; undefined: it can. */
function whyNot(about: About): string | undefined {
  const right = may("comment").value;
  if (!isBodyOpen(about.group_id)) return t("comments_closed");
  if (!right.ok) return right.visible ? whoCan(right.who) : "";
  return maySpeak(spaceOf(about)) ? undefined : t("comment_unknown");
}

/** The comments there are, without those of others that came since the page was drawn. */
function useShown(about: About) {
  const all = commentsAbout(about.id);
  const others = threadsOf(all)
    .flatMap(({ head, replies }) => [head, ...replies])
    .filter((one) => !isMyComment(one))
    .map((one) => one.comment_id);
  const gathered = useGathered(others, about.id + language.value, arrived.value);
  const known = new Set(gathered.ids);
  const shown = all.filter((one) => isMyComment(one) || known.has(one.comment_id));
  return { threads: threadsOf(shown), freshCount: gathered.freshCount, show: gathered.show };
}

function Body({ about }: { readonly about: About }) {
  const { threads, freshCount, show } = useShown(about);
  const [showsResolved, setShowsResolved] = useState(false);
  const reason = whyNot(about);
  const isAlive = isBodyOpen(about.group_id);
  const resolved = threads.filter((one) => !isOpenThread(one));
  const open = threads.filter(isOpenThread);
  const list = (those: readonly Thread[]) => (
    <ol class="threads">
      {those.map((thread) => (
        <ThreadOf
          key={thread.head.comment_id}
          about={about}
          thread={thread}
          canWrite={reason === undefined}
          isAlive={isAlive}
        />
      ))}
    </ol>
  );
  return (
    <>
      <p class="small muted note">
        <SeenBy about={about} />
      </p>
      {threads.length === 0 ? <p class="muted note">{t("comments_none")}</p> : null}
      {resolved.length === 0 ? null : (
        <p class="note">
          <button
            type="button"
            class="linkbtn"
            aria-expanded={showsResolved}
            onClick={() => setShowsResolved(!showsResolved)}
          >
            {t("comments_resolved", { count: resolved.length })}
          </button>
        </p>
      )}
      {showsResolved ? list(resolved) : null}
      {open.length === 0 ? null : list(open)}
      {freshCount === 0 ? null : (
        <p class="more">
          <button type="button" class="linkbtn" onClick={show}>
            {t("fresh_show", { count: freshCount })}
          </button>
        </p>
      )}
      {reason === undefined ? (
        <Composer
          label={t("comment_new_label")}
          act={t("comment_add_do")}
          space_id={spaceOf(about)}
          place={`new ${about.id}`}
          onSend={(text) => addComment(about, text)}
        />
      ) : reason === "" ? null : (
        <p class="small muted note">{reason}</p>
      )}
    </>
  );
}

export function Threads({ about }: { readonly about: About }) {
  const open = threadsOf(commentsAbout(about.id)).filter(isOpenThread).length;
  return (
    <Section title={t("comments_title")} {...(open === 0 ? {} : { count: open })}>
      <Body key={about.id} about={about} />
    </Section>
  );
}

/** Opens and closes what is said about one line of many, and says how much there is. */
export function ThreadsOpener(props: {
  readonly about: About;
  readonly look: string;
  readonly isOpen: boolean;
  /** Says nothing where nothing is said yet. */
  readonly isQuiet?: boolean;
  readonly onToggle: () => void;
}) {
  const { about, isOpen, isQuiet = false } = props;
  const count = commentsAbout(about.id).length;
  if (count === 0 && !isOpen && (isQuiet || whyNot(about) !== undefined)) return null;
  return (
    <button type="button" class={props.look} aria-expanded={isOpen} onClick={props.onToggle}>
      {count === 0 ? t("comments_begin") : t("comments_count", { count })}
    </button>
  );
}

export function ThreadsOpened({ about }: { readonly about: About }) {
  return (
    <div class="ofitem">
      <Body about={about} />
    </div>
  );
}

export function ThreadsOfItem({ about }: { readonly about: About }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="ofitem">
      <ThreadsOpener
        about={about}
        look="linkbtn small"
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
      />
      {isOpen ? <Body about={about} /> : null}
    </div>
  );
}
