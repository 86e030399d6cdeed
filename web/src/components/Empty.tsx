/*
 * A page that has nothing to show: nothing yet, nothing by this filter, or not there yet. What
 * loads gets hairline rows of the true height only after a moment, so a quick answer never flickers.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { Icon, type IconName } from "./icons";

/* Under this an answer feels instant, and rows drawn before it would only flicker. */
const ROWS_AFTER_MS = 300;

interface EmptyProps {
  readonly icon: IconName;
  readonly children: ComponentChildren;
  readonly act?: ComponentChildren;
}

export const Empty = ({ icon, children, act }: EmptyProps) => (
  <div class="empty">
    <Icon name={icon} />
    <p>{children}</p>
    {act ? <div class="btns">{act}</div> : null}
  </div>
);

export function LoadingRows({ slow }: { readonly slow: boolean }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), ROWS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-busy="true">
      {slow ? <p class="note">{t("loading_slow")}</p> : <span class="vh">{t("loading")}</span>}
      {shown ? (
        <ul class="rows" aria-hidden="true">
          {["a", "b", "c", "d", "e", "f"].map((row) => (
            <li key={row} class="row blank" />
          ))}
        </ul>
      ) : null}
    </div>
  );
}
