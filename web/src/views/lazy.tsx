/*
 * Pages that are fetched when they are first gone to, or ahead of that once all else has come, so that
 * they open without a line too. While one is fetched the frame stays; a failure says that nothing
 * written is lost, and is tried again when the line is back. Not every browser fetches a module again
 * that it once failed to get (Chromium 150 does not): so loading all of it again is a button away.
 */
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Button, LoadingRows } from "../components";
import { laterWords, t } from "../i18n";
import { connection } from "../sync";

/* Who goes to a page: everybody who reads, only who is signed in, or who was sent its address. */
type Readers = "everybody" | "members" | "sent";

const asks: { readonly readers: Readers; readonly ask: () => void }[] = [];
/* For whom pages are fetched ahead, once they are. */
let ahead: Readers | undefined;

const isAhead = (readers: Readers): boolean => ahead === "members" || ahead === readers;

/** Fetches the pages that were not gone to yet, and what those ask for; of a visitor those that visitors read. */
export function fetchAhead(isMember: boolean): void {
  ahead = isMember ? "members" : "everybody";
  for (const { readers, ask } of [...asks]) if (isAhead(readers)) ask();
}

/** Only the asking to load again needs a line: without one the browser would lose what it has. */
function NotFetched({ isLive }: { readonly isLive: boolean }) {
  return (
    <div class="errorbox block-s">
      <p>{t("page_failed")}</p>
      {isLive ? <Button onClick={() => location.reload()}>{t("page_load_again")}</Button> : null}
    </div>
  );
}

export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  readers: Readers = "everybody",
): ComponentType<P> {
  const loaded = signal<{ readonly Page: ComponentType<P> } | "failed" | undefined>(undefined);
  let isAsked = false;
  const ask = () => {
    if (isAsked) return;
    isAsked = true;
    Promise.all([load(), laterWords(readers === "members")]).then(
      ([Page]) => {
        loaded.value = { Page };
      },
      () => {
        isAsked = false;
        loaded.value = "failed";
      },
    );
  };
  if (readers !== "sent") asks.push({ readers, ask });
  if (isAhead(readers)) ask();
  return function Lazy(props: P) {
    const state = loaded.value;
    const isLive = connection.value === "live";
    useEffect(() => {
      if (state === undefined || isLive) ask();
    }, [isLive]);
    if (state === undefined) return <LoadingRows slow={false} />;
    if (state === "failed") return <NotFetched isLive={isLive} />;
    return <state.Page {...props} />;
  };
}
