/*
 * For whoever has forgotten their password: a link by mail. What is said afterwards is the same whether or
 * not anybody signs in with the address.
 */
import { useState } from "preact/hooks";
import { Button, TextField, Words } from "../../components";
import { t } from "../../i18n";
import { door, type WireError } from "../../sync";
import { refusalWords } from "../model/refusals";
import { Refusal } from "./Gate";

export function Forgotten({ onBack }: { readonly onBack: () => void }) {
  const [address, setAddress] = useState("");
  const [error, setError] = useState<WireError | undefined>(undefined);
  const [state, setState] = useState<"asking" | "busy" | "sent">("asking");
  const send = async () => {
    setState("busy");
    setError(undefined);
    const reply = await door("forgotten", { mail_address: address.trim() });
    setState(reply.ok ? "sent" : "asking");
    if (!reply.ok) setError(reply.error);
  };
  const isEmpty = address.trim() === "";
  const reason =
    state === "busy" ? t("forgotten_sending") : isEmpty ? t("gate_fill_in") : undefined;
  return (
    <form
      class="block-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === undefined) void send();
      }}
    >
      <h2 class="sub">{t("forgotten_title")}</h2>
      {state === "sent" ? (
        <p role="status">
          <Words k="forgotten_sent" parts={{ address: <bdi>{address.trim()}</bdi> }} />
        </p>
      ) : (
        <>
          <p>{t("forgotten_words")}</p>
          <TextField
            label={t("field_mail_address")}
            autocomplete="username"
            inputMode="email"
            value={address}
            onInput={setAddress}
          />
          <Refusal title={t("forgotten_not_sent")} words={error && refusalWords(error)} />
          <p class="block-s">
            <Button look="primary wide" kind="submit" reason={reason}>
              {t("forgotten_send")}
            </Button>
          </p>
        </>
      )}
      <p class="block-s">
        <button type="button" class="linkbtn" onClick={onBack}>
          {t("forgotten_back")}
        </button>
      </p>
    </form>
  );
}
