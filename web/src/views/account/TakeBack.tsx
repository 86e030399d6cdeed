/*
 * Leaving for good: a name goes from every page and from the history. For oneself, and by the secretariat for
 * somebody who has asked for it. What it reaches and what it does not stands above the button.
 */
import { useState } from "preact/hooks";
import { Dialog, Refusal, Words } from "../../components";
import { t } from "../../i18n";
import { navigate } from "../../router";
import { type RowOf, send, signOut } from "../../sync";
import { takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";

function Reach() {
  return (
    <>
      <p class="note">{t("take_back_goes")}</p>
      <p class="note">{t("take_back_stays")}</p>
      <p class="small muted note">{t("take_back_reach")}</p>
    </>
  );
}

export function LeaveForGood(props: { readonly person_id: string; readonly onClose: () => void }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const run = async () => {
    const words = takeRefusal(await send("person.redact", { person_id: props.person_id }, []));
    if (words !== undefined) return setRefusal(words);
    await signOut();
    navigate("/sign-in", { replace: true });
  };
  return (
    <Dialog
      title={t("depart_title")}
      onClose={props.onClose}
      act={{ word: t("depart_do"), run, reason: needsConnection() }}
    >
      <Reach />
      <Refusal words={refusal} />
    </Dialog>
  );
}

export function TakeBackFor(props: {
  readonly belonging: RowOf<"belonging">;
  readonly onClose: () => void;
}) {
  const [seen] = useState(props.belonging);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { belonging_id, display_name } = seen;
  const run = async () => {
    const words = takeRefusal(await send("belonging.redact", { belonging_id }, []));
    if (words === undefined) props.onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="take_back_title" parts={{ name: <bdi>{display_name}</bdi> }} />}
      onClose={props.onClose}
      act={{ word: t("take_back_do"), run, reason: needsConnection() }}
    >
      <p class="note">{t("take_back_request")}</p>
      <Reach />
      <Refusal words={refusal} />
    </Dialog>
  );
}
