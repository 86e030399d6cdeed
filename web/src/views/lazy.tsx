/*
 * Pages that are fetched when they are first gone to, or ahead of that once all else has come, so that
 * they open without a line too. While one is fetched the frame stays; a failure says that nothing
 * written is lost, and is tried again: at once when the line is back, and ever more rarely while it is
 * there.
 */
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { LoadingRows } from "../components";
import { t } from "../i18n";
import { connection } from "../sync";

const asks: (() => void)[] = [];

/** Fetches all pages that were not gone to yet. */
export function fetchAhead(): void {
  for (const ask of asks) ask();
}

/* How long until a page that failed is asked for again while there is a line; twice as long each time. */
const AGAIN_MS = 1000;
const AGAIN_MS_MAX = 16_000;

type Fetched<P> = { readonly Page: ComponentType<P> } | { readonly failures: number };

export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const fetched = signal<Fetched<P> | undefined>(undefined);
  let isAsked = false;
  let failures = 0;
  const ask = () => {
    if (isAsked) return;
    isAsked = true;
    load().then(
      (Page) => {
        fetched.value = { Page };
      },
      () => {
        isAsked = false;
        failures += 1;
        fetched.value = { failures };
      },
    );
  };
  asks.push(ask);
  return function Lazy(props: P) {
    const state = fetched.value;
    const isLive = connection.value === "live";
    useEffect(() => {
      if (state === undefined || isLive) ask();
    }, [isLive]);
    useEffect(() => {
      if (!isLive || state === undefined || "Page" in state) return undefined;
      const wait = Math.min(AGAIN_MS * 2 ** (state.failures - 1), AGAIN_MS_MAX);
      const timer = setTimeout(ask, wait);
      return () => clearTimeout(timer);
    }, [isLive, state]);
    if (state === undefined) return <LoadingRows slow={false} />;
    if ("failures" in state) return <p class="errorbox">{t("page_failed")}</p>;
    return <state.Page {...props} />;
  };
}
