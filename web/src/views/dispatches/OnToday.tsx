/* What has come to the organization one acts for, on Today, with the word that it was read. */
import { useState } from "preact/hooks";
import { Button, Refusal } from "../../components";
import { isOver, readFuzzy, t } from "../../i18n";
import { dueWords } from "../model/deadline";
import { type Awaited, acknowledge, dueOf } from "../model/deliveries";
import { briefName } from "../model/directory";
import { takeRefusal } from "../model/refusals";
import { WaitingRow } from "../WaitingRow";

export function DeliveryRow({ awaited, now }: { readonly awaited: Awaited; readonly now: number }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { delivery, dispatch } = awaited;
  const due = dueOf(delivery, dispatch);
  const words = due === null ? "" : dueWords(due, now);
  const window = readFuzzy(due ?? "");
  const isLate = window !== undefined && isOver(window, now);
  return (
    <WaitingRow
      mark="open"
      href={`/dispatches/${dispatch.dispatch_id}`}
      title={dispatch.title}
      about={[
        isLate ? <b class="late">{words}</b> : words,
        t("today_delivery", { organization: briefName(delivery.organization_id) }),
      ]}
    >
      <Button
        onClick={() => void acknowledge(delivery).then((done) => setRefusal(takeRefusal(done)))}
      >
        {t("delivery_acknowledge_do")}
      </Button>
      <Refusal words={refusal} />
    </WaitingRow>
  );
}
