/*
 * Pages that are fetched when they are first gone to, or ahead of that (ahead.ts), so that they open
 * without a line too. While one is fetched the frame stays; a failure says that nothing written is lost,
 * and is tried again when the line is back. Not every browser fetches a module again that it once failed
 * to get (Chromium 150 does not): so loading all of it again is a button away.
 */
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Button, LoadingRows } from "../components";
import { laterWords, type Part, t } from "../i18n";
import { connection } from "../sync";

/* Who goes to a page: everybody who reads, only who is signed in, or who was sent its address. */
type Readers = "everybody" | "members" | "sent";

export interface Later {
  readonly readers: Readers;
  readonly ask: () => Promise<void>;
  isTried: boolean;
}

/** Every page that is fetched later, but those that one is sent to. */
export const later: Later[] = [];
/** How many have come. */
export const came = signal(0);

/** Only the asking to load again needs a line: without one the browser would lose what it has. */
function NotFetched({ hasLine }: { readonly hasLine: boolean }) {
  return (
    <div class="errorbox block-s">
      <p>{t("page_failed")}</p>
      {hasLine ? <Button onClick={() => location.reload()}>{t("page_load_again")}</Button> : null}
    </div>
  );
}

export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  readers: Readers = "everybody",
  /* Where a page's words are a part by themselves, or come with the first load. */
  words?: Part | "first",
): ComponentType<P> {
  const loaded = signal<{ readonly Page: ComponentType<P> } | "failed" | undefined>(undefined);
  const usual: readonly Part[] = readers === "members" ? ["later", "members"] : ["later"];
  const parts = words === undefined ? usual : words === "first" ? [] : [words];
  let asked: Promise<void> | undefined;
  const page: Later = {
    readers,
    isTried: false,
    ask: () => {
      page.isTried = true;
      asked ??= Promise.all([load(), laterWords(parts)]).then(
        ([Page]) => {
          loaded.value = { Page };
          came.value += 1;
        },
        () => {
          asked = undefined;
          loaded.value = "failed";
        },
      );
      return asked;
    },
  };
  if (readers !== "sent") later.push(page);
  return function Lazy(props: P) {
    const state = loaded.value;
    /* Who was shown out is told so by a server that is there. */
    const hasLine = connection.value === "live" || connection.value === "ended";
    useEffect(() => {
      if (state === undefined || hasLine) void page.ask();
    }, [hasLine]);
    if (state === undefined) return <LoadingRows slow={false} />;
    if (state === "failed") return <NotFetched hasLine={hasLine} />;
    return <state.Page {...props} />;
  };
}
