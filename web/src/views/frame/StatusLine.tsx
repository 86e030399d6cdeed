/*
 * The line under the top bar: no connection, connected again, something needs you, reading only, a
 * new version. At most one of each, the gravest first; nothing is reloaded by itself.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { announce, Link, Mark } from "../../components";
import { formatDate, t } from "../../i18n";
import { connection, health, newVersion, refused, rejoined, waitingCount } from "../../sync";

/* How long "Connected again" stands: long enough to be read, and it is announced as well. */
const REJOINED_MS = 8000;

const Notice = ({
  look,
  children,
}: {
  readonly look: string;
  readonly children: ComponentChildren;
}) => (
  <div class={`notice ${look}`}>
    <p>{children}</p>
  </div>
);

/** When the line broke, as long as it is broken. */
function useOfflineSince(): Date | undefined {
  const isOffline = connection.value === "offline";
  const [since, setSince] = useState<Date | undefined>(undefined);
  useEffect(() => setSince(isOffline ? new Date() : undefined), [isOffline]);
  return isOffline ? (since ?? new Date()) : undefined;
}

function Offline() {
  const since = useOfflineSince();
  const count = waitingCount.value;
  useEffect(() => {
    if (since) announce(t("offline_said"));
  }, [since]);
  if (!since) return null;
  return (
    <div class="notice warn">
      <Mark kind="now" />
      <p>
        <b>{t("offline_since", { time: formatDate(since, { timeStyle: "short" }) })}</b>{" "}
        {count === 0 ? t("offline_read_write") : t("offline_waiting", { count })}
      </p>
    </div>
  );
}

const rejoinedWords = (sent: number): string =>
  sent === 0 ? t("rejoined_nothing") : t("rejoined", { count: sent });

function Rejoined() {
  const sent = rejoined.value;
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (sent === undefined) return;
    setShown(true);
    announce(rejoinedWords(sent));
    const timer = setTimeout(() => setShown(false), REJOINED_MS);
    return () => clearTimeout(timer);
  }, [sent]);
  return isShown && sent !== undefined ? <Notice look="good">{rejoinedWords(sent)}</Notice> : null;
}

function NeedsYou() {
  const count = refused.value.length;
  useEffect(() => {
    if (count > 0) announce(t("refused_count", { count }), "assertive");
  }, [count]);
  return count === 0 ? null : (
    <Notice look="bad">
      {t("refused_count", { count })} <Link href="/me">{t("refused_see")}</Link>
    </Notice>
  );
}

const HEALTH_WORDS = { full: "health_full", failed: "health_failed" } as const;

function Health() {
  const key = health.value === "fine" ? undefined : HEALTH_WORDS[health.value];
  useEffect(() => {
    if (key) announce(t(key), "assertive");
  }, [key]);
  return key ? <Notice look="bad">{t(key)}</Notice> : null;
}

export const StatusLine = () => (
  <div class="statusline">
    <Health />
    <NeedsYou />
    <Offline />
    {connection.value === "slow" ? <Notice look="">{t("connection_slow")}</Notice> : null}
    <Rejoined />
    {newVersion.value ? (
      <Notice look="">
        {t("new_version")}{" "}
        <button type="button" class="linkbtn" onClick={() => location.reload()}>
          {t("new_version_load")}
        </button>
      </Notice>
    ) : null}
  </div>
);
