/*
 * The second factor: a picture for the app with its text beside it, a code to show that it works, and the
 * recovery codes, which are shown once. What is shown here is kept nowhere in the browser.
 */
import { useState } from "preact/hooks";
import { Button, Dialog, Section, TextField } from "../../components";
import { t } from "../../i18n";
import { ask } from "../../sync";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import type { Account } from "./asked";
import { Qr } from "./Qr";

type Step =
  | { readonly at: "setting"; readonly secret: string; readonly address: string }
  | { readonly at: "codes"; readonly codes: readonly string[] }
  | { readonly at: "renewing" | "ending" };

const textOf = (value: unknown, name: string): string => {
  const found = (value as Record<string, unknown> | null)?.[name];
  return typeof found === "string" ? found : "";
};

const codesOf = (value: unknown): readonly string[] => {
  const found = (value as Record<string, unknown> | null)?.["recovery_codes"];
  return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
};

const METHOD = {
  setting: "second_factor.confirm",
  renewing: "second_factor.renew",
  ending: "second_factor.end",
} as const;
const TITLE = {
  setting: "factor_set_title",
  renewing: "factor_renew_title",
  ending: "factor_end_title",
} as const;
const DEED = {
  setting: "factor_set_do",
  renewing: "factor_renew_do",
  ending: "factor_end_do",
} as const;

/** In fours, as it is read out and typed. */
const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(" ") ?? secret;

const ForTheApp = (props: { readonly secret: string; readonly address: string }) => (
  <>
    <p>{t("factor_scan")}</p>
    <Qr text={props.address} />
    <p class="small muted">{t("factor_or_type")}</p>
    <p>
      <code class="secret" dir="ltr">
        {inFours(props.secret)}
      </code>
    </p>
  </>
);

function CodeDialog(props: {
  readonly step: Exclude<Step, { at: "codes" }>;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onClose: () => void;
}) {
  const { step } = props;
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const send = async () => {
    const reply = await ask(METHOD[step.at], { code: code.trim() });
    if (reply.ok) props.onCodes(codesOf(reply.result));
    else setRefusal(refusalWords(reply.error));
  };
  return (
    <Dialog
      title={t(TITLE[step.at])}
      onClose={props.onClose}
      act={{
        word: t(DEED[step.at]),
        run: send,
        reason: code.trim() === "" ? t("factor_enter_code") : needsConnection(),
      }}
    >
      {step.at === "setting" ? <ForTheApp secret={step.secret} address={step.address} /> : null}
      {step.at === "ending" ? <p>{t("factor_end_words")}</p> : null}
      <TextField
        label={t("field_code_now")}
        hint={step.at === "setting" ? undefined : t("hint_code_or_recovery")}
        autocomplete="one-time-code"
        value={code}
        onInput={setCode}
        problem={refusal}
      />
    </Dialog>
  );
}

function CodesDialog(props: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const text = props.codes.join("\n");
  return (
    <Dialog title={t("codes_title")} onClose={props.onClose} leave={t("codes_kept")}>
      <p>{t("codes_words")}</p>
      <ul class="codes" dir="ltr">
        {props.codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="btns">
        <Button onClick={() => void navigator.clipboard.writeText(text)}>{t("codes_copy")}</Button>
        <Button onClick={() => print()}>{t("codes_print")}</Button>
      </p>
    </Dialog>
  );
}

export function SecondFactor(props: { readonly account: Account; readonly onChanged: () => void }) {
  const { account, onChanged } = props;
  const [step, setStep] = useState<Step | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const begin = async () => {
    const reply = await ask("second_factor.begin");
    if (!reply.ok) return setRefusal(refusalWords(reply.error));
    const { result } = reply;
    setStep({
      at: "setting",
      secret: textOf(result, "secret"),
      address: textOf(result, "address"),
    });
  };
  const close = () => {
    setStep(undefined);
    onChanged();
  };
  const count = account.recovery_code_count;
  return (
    <Section title={t("factor_title")}>
      <p class="note">{t(account.has_second_factor ? "factor_on" : "factor_off")}</p>
      {account.needs_second_factor ? <p class="note due">{t("factor_needed")}</p> : null}
      {account.has_second_factor ? (
        <p class={count < 3 ? "note due" : "note"}>{t("codes_left", { count })}</p>
      ) : null}
      {refusal === undefined ? null : <p class="fielderr">{refusal}</p>}
      <p class="note btns">
        {account.has_second_factor ? (
          <>
            <Button onClick={() => setStep({ at: "renewing" })}>{t("factor_renew")}</Button>
            <Button look="plain" onClick={() => setStep({ at: "ending" })}>
              {t("factor_end")}
            </Button>
          </>
        ) : (
          <Button onClick={() => void begin()} reason={needsConnection()}>
            {t("factor_set")}
          </Button>
        )}
      </p>
      {step === undefined ? null : step.at === "codes" ? (
        <CodesDialog codes={step.codes} onClose={close} />
      ) : (
        <CodeDialog
          step={step}
          onClose={close}
          onCodes={(codes) => (codes.length > 0 ? setStep({ at: "codes", codes }) : close())}
        />
      )}
    </Section>
  );
}
