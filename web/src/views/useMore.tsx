/* Rows come by the hundred: what is beyond is a button away. */
import { useState } from "preact/hooks";
import { Button } from "../components";
import { t } from "../i18n";

const AT_ONCE = 100;

/** So many of a list as are shown, and the button for more. */
export function useMore<T>(list: readonly T[]) {
  const [most, setMost] = useState(AT_ONCE);
  const left = list.length - most;
  const more =
    left > 0 ? (
      <p class="more note">
        <Button onClick={() => setMost(most + AT_ONCE)}>
          {t("plan_show_more", { count: Math.min(left, AT_ONCE) })}
        </Button>
      </p>
    ) : null;
  return { shown: list.slice(0, most), more };
}
