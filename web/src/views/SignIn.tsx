/*
 * The door. The link carries a key after its #; a button spends it, so that a program that only looks
 * at links does not. Beside it, on a wide screen, who is in the coalition.
 */
import { useRef, useState } from "preact/hooks";
import { Button, Icon, Link, Name, standingWord, useArrival } from "../components";
import { collator, t } from "../i18n";
import { navigate } from "../router";
import { signIn } from "../sync";
import { LanguageButtons } from "./frame/Languages";
import { coalition, organizations, rootId } from "./model/directory";
import { refusalWords } from "./model/refusals";
import { IN_COALITION, standingCounts } from "./network/CountLine";

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

/** The key of the link. It is taken out of the address, so that it stays in no history. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token !== "") history.replaceState(history.state, "", location.pathname);
  return token;
}

function useDoor() {
  const [token] = useState(takeToken);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    setRefusal(undefined);
    const outcome = await signIn(token);
    setBusy(false);
    if (outcome.ok) navigate("/", { replace: true });
    else setRefusal(refusalWords(outcome.error));
  };
  return { token, refusal, busy, enter };
}

export function SignIn() {
  const heading = useRef<HTMLHeadingElement>(null);
  const door = useDoor();
  const name = coalition.value?.name ?? t("product");
  useArrival(t("sign_in"), heading);
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
        {door.token === "" ? (
          <p class="block-s">{t("gate_need_link")}</p>
        ) : (
          <div class="block-s">
            <p>{t("gate_link_here")}</p>
            <p class="block-s">
              <Button
                look="primary wide"
                onClick={() => void door.enter()}
                reason={door.busy ? t("gate_entering") : undefined}
              >
                {t("sign_in")}
              </Button>
            </p>
          </div>
        )}
        {door.refusal === undefined ? null : (
          <div class="errorbox block-s" role="alert">
            <p>
              <b>{t("gate_not_in")}</b> {door.refusal}
            </p>
          </div>
        )}
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
