/* Today's word of what has changed since one last looked: how much of what, and the way to read it. Nothing, if none. */
import { useEffect } from "preact/hooks";
import { Link, Section } from "../../components";
import { t } from "../../i18n";
import { connection } from "../../sync";
import { countsOf, forToday, lookForToday, newsOf, sinceWords, unread } from "../model/news";

export function NewsCard({ now }: { readonly now: number }) {
  const isLive = connection.value === "live";
  useEffect(() => {
    if (isLive) void lookForToday();
  }, [isLive]);
  const told = forToday.value;
  const news = told === undefined ? [] : unread(newsOf(told.answer));
  if (told === undefined || news.length === 0) return null;
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
