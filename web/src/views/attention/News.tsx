/*
 * What has changed since I last looked, by the body it is of and by day. It is asked of the server; what was told stays
 * on the screen for this visit, though it counts as looked at from now on.
 */
import { useCallback, useEffect, useState } from "preact/hooks";
import {
  Button,
  Empty,
  Link,
  LoadingRows,
  Name,
  PageHead,
  Refusal,
  Section,
  Words,
} from "../../components";
import { formatDate, knownZone, t } from "../../i18n";
import { connection, type WireError } from "../../sync";
import { myZone } from "../model/meetings";
import {
  type Body,
  byBody,
  forVisit,
  type News as Line,
  lookForVisit,
  newsOf,
  sinceWords,
} from "../model/news";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";

const zone = () => ({ timeZone: knownZone(myZone()) });

const NewsLine = ({ line }: { readonly line: Line }) => (
  <li>
    <span>
      <Words
        k={`news_${line.kind}`}
        values={{ count: line.count }}
        parts={{
          name: (
            <Link href={line.href}>
              <Name>{line.name}</Name>
            </Link>
          ),
        }}
      />
    </span>
    <span class="end">{formatDate(new Date(line.atMs), { timeStyle: "short", ...zone() })}</span>
  </li>
);

const BodySection = ({ body }: { readonly body: Body }) => (
  <Section title={body.name} count={body.count}>
    {body.days.map(({ day, lines }) => (
      <div key={day}>
        <h3 class="namehead">
          {formatDate(new Date(lines[0]?.atMs ?? 0), {
            weekday: "long",
            day: "numeric",
            month: "long",
            ...zone(),
          })}
        </h3>
        <ul class="plainrows">
          {lines.map((line) => (
            <NewsLine key={`${line.kind} ${line.id}`} line={line} />
          ))}
        </ul>
      </div>
    ))}
  </Section>
);

/** Asks when the page is opened, and when the line is back; what was told before stays meanwhile. */
function useLook() {
  const [error, setError] = useState<WireError | undefined>(undefined);
  const [isBusy, setBusy] = useState(true);
  const isLive = connection.value === "live";
  const look = useCallback(() => {
    setBusy(true);
    void lookForVisit().then((problem) => {
      setError(problem);
      setBusy(false);
    });
  }, []);
  useEffect(() => {
    if (isLive) look();
  }, [isLive, look]);
  return { error, isBusy, isLive, look };
}

/** From when on it tells. */
function Since({ now }: { readonly now: number }) {
  const told = forVisit.value;
  if (told === undefined) return null;
  return (
    <p class="lede">
      {told.sinceMs === null
        ? t("news_week")
        : t("news_since", { time: sinceWords(told.sinceMs, now) })}
    </p>
  );
}

function Told() {
  const told = forVisit.value;
  const { error, isBusy, isLive, look } = useLook();
  if (told === undefined && !isLive && connection.value !== "connecting") {
    return <Empty icon="today">{t("news_offline")}</Empty>;
  }
  if (told === undefined && error === undefined) return <LoadingRows slow={false} />;
  const news = told === undefined ? [] : newsOf(told.answer);
  return (
    <>
      <Refusal words={error && refusalWords(error)} />
      {told !== undefined && news.length === 0 ? (
        <Empty icon="today">
          <Words k="news_none" />
        </Empty>
      ) : null}
      {byBody(news).map((body) => (
        <BodySection key={body.id} body={body} />
      ))}
      {told?.answer.has_more ? <p class="small muted note">{t("news_more")}</p> : null}
      <p class="block-s">
        <Button onClick={look} reason={isBusy && isLive ? t("loading") : needsConnection()}>
          {t("news_again")}
        </Button>
      </p>
    </>
  );
}

export function News() {
  const [now] = useState(Date.now);
  return (
    <>
      <PageHead title={t("news_title")} back={{ href: "/today", word: t("room_today") }}>
        <Since now={now} />
      </PageHead>
      <div class="only-upto">
        <Told />
        <p class="small note">
          <Link href="/me">{t("news_how")}</Link>
        </p>
      </div>
    </>
  );
}
