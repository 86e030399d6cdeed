/*
 * Pages that are fetched when they are first gone to. Once there they draw at once; while they are
 * fetched the frame stays, and a failure says that nothing written is lost.
 */
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { LoadingRows } from "../components";
import { t } from "../i18n";

export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const loaded = signal<{ readonly Page: ComponentType<P> } | "failed" | undefined>(undefined);
  let isAsked = false;
  const ask = () => {
    isAsked = true;
    load().then(
      (Page) => {
        loaded.value = { Page };
      },
      () => {
        loaded.value = "failed";
      },
    );
  };
  return function Lazy(props: P) {
    if (!isAsked) ask();
    const state = loaded.value;
    if (state === undefined) return <LoadingRows slow={false} />;
    if (state === "failed") return <p class="errorbox">{t("page_failed")}</p>;
    return <state.Page {...props} />;
  };
}
