/*
 * Where the link of a mail ends mails of its kind, for anybody who has it. Being opened does nothing: programs that look
 * over mails open all links.
 */
import { useState } from "preact/hooks";
import { Button, Link, Words } from "../../components";
import { t } from "../../i18n";
import { door, type WireError } from "../../sync";
import { refusalWords } from "../model/refusals";
import { Gate, Refusal, useToken } from "./Gate";

const ENDED = { digest: "unsubscribe_digest", at_once: "unsubscribe_at_once" } as const;
type Kind = keyof typeof ENDED;

const kindOf = (value: unknown): Kind =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "at_once"
    ? "at_once"
    : "digest";

const wordsOf = (error: WireError | undefined): string | undefined =>
  error &&
  (error.code === "E_NOT_FOUND" || error.code === "E_LINK"
    ? t("unsubscribe_old")
    : refusalWords(error));

const Ended = ({ kind }: { readonly kind: Kind }) => (
  <div class="block-s" role="status">
    <p>
      <Words k={ENDED[kind]} />
    </p>
    <p class="block-s">
      {t("unsubscribe_where")} <Link href="/me">{t("unsubscribe_me")}</Link>
    </p>
  </div>
);

function Ask({ token, onEnded }: { readonly token: string; readonly onEnded: (of: Kind) => void }) {
  const [error, setError] = useState<WireError | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    const reply = await door("unsubscribe", undefined, `/${encodeURIComponent(token)}`);
    setBusy(false);
    if (reply.ok) onEnded(kindOf(reply.result));
    else setError(reply.error);
  };
  return (
    <>
      <p class="block-s">{t("unsubscribe_words")}</p>
      <Refusal title={t("unsubscribe_not")} words={wordsOf(error)} />
      <p class="block-s">
        <Button
          look="primary wide"
          onClick={() => void end()}
          reason={isBusy ? t("unsubscribe_busy") : undefined}
        >
          {t("unsubscribe_do")}
        </Button>
      </p>
    </>
  );
}

export function Unsubscribe() {
  const token = useToken();
  const [ended, setEnded] = useState<Kind | undefined>(undefined);
  return (
    <Gate title={t("unsubscribe_title")}>
      <h2 class="block-s">{t("unsubscribe_title")}</h2>
      {ended !== undefined ? (
        <Ended kind={ended} />
      ) : token === "" ? (
        <Refusal title={t("unsubscribe_not")} words={t("unsubscribe_old")} />
      ) : (
        <Ask key={token} token={token} onEnded={setEnded} />
      )}
    </Gate>
  );
}
