/*
 * The gate around whatever lets one in: the coalition's name, the door, the way to look without coming
 * in, the languages; beside it, on a wide screen, who is in the coalition.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon, Link, Name, standingWord, useArrival } from "../../components";
import { collator, t } from "../../i18n";
import { LanguageButtons } from "../frame/Languages";
import { coalition, organizations, rootId } from "../model/directory";
import { IN_COALITION, standingCounts } from "../network/CountLine";

/* More streams than these do not fit beside the door; the count below tells all. */
const STREAMS_MAX = 14;

/** The members as streams that run together; only what a visitor may read anyway. */
function Delta() {
  const members = [...organizations.value.values()]
    .filter((one) => IN_COALITION.has(one.standing))
    .sort(
      (a, b) =>
        Number(a.standing !== "member") - Number(b.standing !== "member") ||
        collator().compare(a.name, b.name),
    );
  if (members.length === 0 || rootId.value === undefined) return null;
  return (
    <aside
      class="delta"
      aria-label={t("gate_members")}
      style={{ "--n": String(Math.min(members.length, STREAMS_MAX)) }}
    >
      <ul>
        {members.slice(0, STREAMS_MAX).map((one) => (
          <li key={one.id}>
            <Name>{one.name}</Name>
            {one.standing === "member" ? null : (
              <span class="muted"> {standingWord(one.standing)}</span>
            )}
          </li>
        ))}
        <li class="streams" aria-hidden="true">
          {members.slice(0, STREAMS_MAX).map((one, index) => (
            <i
              key={one.id}
              class={one.standing === "member" ? "" : "thin"}
              style={{ "--i": String(index) }}
            />
          ))}
        </li>
      </ul>
      <p>
        <b>
          <Name>{coalition.value?.name}</Name>
        </b>
        <span class="muted">{standingCounts(members)}</span>
      </p>
    </aside>
  );
}

/* It is taken out of the address, so that it stays in no history. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token !== "") history.replaceState(history.state, "", location.pathname);
  return token;
}

/** The key of a link, also of one that is opened while a door stands open: then only the hash changes. */
export function useToken(): string {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    const listen = () => {
      const next = takeToken();
      if (next !== "") setToken(next);
    };
    addEventListener("hashchange", listen);
    return () => removeEventListener("hashchange", listen);
  }, []);
  return token;
}

/** What is wrong, said at once and aloud. */
export const Refusal = ({
  title,
  words,
}: {
  readonly title: string;
  readonly words?: string | undefined;
}) =>
  words === undefined ? null : (
    <div class="errorbox block-s" role="alert">
      <p>
        <b>{title}</b> {words}
      </p>
    </div>
  );

export function Gate(props: { readonly title: string; readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = coalition.value?.name ?? t("product");
  useArrival(props.title, heading);
  return (
    <div class="gate">
      <main id="main">
        <p class="wordmark">
          <Icon name="wordmark" />
          {t("product")}
        </p>
        <h1 ref={heading} tabIndex={-1}>
          <bdi>{name}</bdi>
        </h1>
        <p class="muted">{t("gate_words")}</p>
        {props.children}
        <p class="muted small block-s">
          {t("gate_public")} <Link href="/network">{t("gate_look")}</Link>
        </p>
        <div class="block-s">
          <LanguageButtons />
        </div>
      </main>
      <Delta />
    </div>
  );
}
