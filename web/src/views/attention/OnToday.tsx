/*
 * What Today says of what I was told, where there is any: rows of what asks something of me, and how much has changed
 * since I last looked.
 */
import { Link, Section } from "../../components";
import { t } from "../../i18n";
import { countsOf, newsOf, sinceWords, unread } from "../model/news";
import type { Told } from "../model/news_ask";
import { toldOf } from "../model/notifications";
import type { Notification } from "../model/unseen";
import { ToldRow } from "./told";

export const ToldRows = ({ list }: { readonly list: readonly Notification[] }) => (
  <ul class="rows">
    {list.flatMap(toldOf).map((one) => (
      <ToldRow key={one.id} told={one} mark="waiting" isFresh />
    ))}
  </ul>
);

/** How much of what has changed, and the way to read it; nothing, if it is nothing that can be named. */
export function NewsCard({ told, now }: { readonly told: Told; readonly now: number }) {
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
