/*
 * What I was told of: first what I have not looked at, then what I have. Opening a thing is having seen it. What comes
 * while one reads gathers under a button, as in every list.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Empty,
  Link,
  LoadingRows,
  PageHead,
  Refusal,
  Section,
  useGathered,
  Words,
} from "../../components";
import { language, t } from "../../i18n";
import { arrived, loading, slowLoading } from "../../sync";
import { fresh, seeAll, seenBefore } from "../model/notifications";
import { takeRefusal } from "../model/refusals";
import { ToldRow } from "./told";

/* So many of what was seen are shown before one asks for the rest. */
const OLD_MOST = 20;

function Fresh() {
  const all = fresh.value;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const gathered = useGathered(
    all.map(({ id }) => id),
    language.value,
    arrived.value,
  );
  const byId = new Map(all.map((one) => [one.id, one]));
  const shown = gathered.ids.flatMap((id) => byId.get(id) ?? []);
  const saw = async () => setRefusal(takeRefusal(await seeAll(shown)));
  return (
    <Section
      title={t("notification_new")}
      count={all.length}
      end={
        shown.length > 1 ? (
          <button type="button" class="linkbtn" onClick={() => void saw()}>
            {t("notification_see_all")}
          </button>
        ) : undefined
      }
    >
      <Refusal words={refusal} />
      {gathered.freshCount > 0 ? (
        <p class="note">
          <Button onClick={gathered.show}>{t("fresh_show", { count: gathered.freshCount })}</Button>
        </p>
      ) : null}
      {all.length === 0 ? (
        <Empty icon="bell">
          <Words k="notification_none" />
        </Empty>
      ) : null}
      <ul class="rows">
        {shown.map((one) => (
          <ToldRow key={one.id} told={one} mark="now" isFresh />
        ))}
      </ul>
    </Section>
  );
}

function Old() {
  const all = seenBefore.value;
  const [most, setMost] = useState(OLD_MOST);
  const rest = all.length - most;
  if (all.length === 0) return null;
  return (
    <Section title={t("notification_old")} count={all.length}>
      <ul class="rows">
        {all.slice(0, most).map((one) => (
          <ToldRow key={one.id} told={one} mark="past" isFresh={false} />
        ))}
      </ul>
      {rest > 0 ? (
        <p class="note">
          <Button onClick={() => setMost(all.length)}>
            {t("notification_older", { count: rest })}
          </Button>
        </p>
      ) : null}
    </Section>
  );
}

export function Notifications() {
  if (loading.value) return <LoadingRows slow={slowLoading.value} />;
  return (
    <>
      <PageHead title={t("notification_title")}>
        <p class="lede">{t("notification_lede")}</p>
      </PageHead>
      <div class="only-upto">
        <Fresh />
        <Old />
        <p class="small note">
          <Link href="/news">{t("news_title")}</Link>
        </p>
      </div>
    </>
  );
}
