/*
 * What Today says of what I was told, where there is any: rows of what asks something of me, and how much has changed
 * since I last looked.
 */
import { useState } from "preact/hooks";
import { Link, Mark, Refusal, Section } from "../../components";
import { t } from "../../i18n";
import { countsOf, newsOf, sinceWords, unread } from "../model/news";
import type { Told as ToldNews } from "../model/news_ask";
import { see, type Told, toldOf } from "../model/notifications";
import { takeRefusal } from "../model/refusals";
import type { Notification } from "../model/unseen";
import { SeenButton, ToldMore, ToldWords } from "./told";

function ToldRow({ told }: { readonly told: Told }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  return (
    <li>
      <div class="row">
        <Mark kind="waiting" />
        <div>
          <Link class="t" href={told.href} onClick={() => void see(told).then(takeRefusal)}>
            <ToldWords told={told} />
          </Link>
          <span class="m">
            <ToldMore told={told} />
          </span>
        </div>
        <div class="act">
          <SeenButton told={told} onRefused={setRefusal} />
          <Refusal words={refusal} />
        </div>
      </div>
    </li>
  );
}

export const ToldRows = ({ list }: { readonly list: readonly Notification[] }) => (
  <ul class="rows">
    {list.flatMap(toldOf).map((one) => (
      <ToldRow key={one.id} told={one} />
    ))}
  </ul>
);

/** How much of what has changed, and the way to read it; nothing, if it is nothing that can be named. */
export function NewsCard({ told, now }: { readonly told: ToldNews; readonly now: number }) {
  const news = unread(newsOf(told.answer));
  if (news.length === 0) return null;
  const title =
    told.sinceMs === null
      ? t("news_changed_week")
      : t("news_changed_since", { time: sinceWords(told.sinceMs, now) });
  return (
    <Section title={title}>
      <p class="note">
        {t("news_counts", { counts: countsOf(news) })} <Link href="/news">{t("news_read")}</Link>
      </p>
    </Section>
  );
}
