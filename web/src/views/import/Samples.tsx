/*
 * Taking out what the coalition began with to try things on: all of it in one act, after its count.
 * What somebody has built on stays; so does whoever does it.
 */
import { useState } from "preact/hooks";
import { announce, Button, Dialog, Refusal, Section } from "../../components";
import { formatNumber, t } from "../../i18n";
import { type Methods, send } from "../../sync";
import { useAsked } from "../account/asked";
import { takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { thingsWord } from "./words";

type Samples = Methods["samples.preview"]["result"];
const isSamples = (value: unknown): value is Samples =>
  typeof value === "object" && value !== null && "kept_count" in value;

/** Each kind of thing with its count, and the rest as what hangs on them. */
function Counts({ samples }: { readonly samples: Samples }) {
  const named = samples.tables.filter(({ table }) => thingsWord(table) !== undefined);
  const rest = samples.count - named.reduce((sum, one) => sum + one.count, 0);
  return (
    <ul class="plainrows">
      {named.map(({ table, count }) => (
        <li key={table}>
          <span>{thingsWord(table)}</span>
          <span class="end">{formatNumber(count)}</span>
        </li>
      ))}
      {rest > 0 ? (
        <li>
          <span>{t("samples_rest")}</span>
          <span class="end">{formatNumber(rest)}</span>
        </li>
      ) : null}
    </ul>
  );
}

export function Samples() {
  const { value, again } = useAsked("samples.preview", isSamples);
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const remove = async () => {
    if (!value) return;
    const words = takeRefusal(await send("samples.remove", { count: value.count }));
    setRefusal(words);
    again();
    if (words !== undefined) return;
    setOpen(false);
    announce(t("samples_removed", { count: value.count }));
  };
  return (
    <Section title={t("samples_title")} {...(value ? { count: value.count } : {})}>
      {value === undefined ? (
        <p class="muted note">{t("samples_counting")}</p>
      ) : value.count === 0 ? (
        <p class="muted note">{t("samples_none")}</p>
      ) : (
        <>
          <p class="note">{t("samples_words")}</p>
          <Counts samples={value} />
          <div class="btns note">
            <Button onClick={() => setOpen(true)} reason={needsConnection()}>
              {t("samples_remove")}
            </Button>
          </div>
        </>
      )}
      {value && value.kept_count > 0 ? (
        <p class="small muted note">{t("samples_kept", { count: value.kept_count })}</p>
      ) : null}
      {open && value ? (
        <Dialog
          title={t("samples_remove_title", { count: value.count })}
          onClose={() => {
            setOpen(false);
            setRefusal(undefined);
          }}
          act={{
            word: t("samples_remove_do", { count: value.count }),
            run: remove,
            reason: needsConnection(),
          }}
        >
          <p class="lede">{t("samples_remove_words")}</p>
          <Refusal words={refusal} />
        </Dialog>
      ) : null}
    </Section>
  );
}
