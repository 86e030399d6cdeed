/*
 * A voice that waits, on Today: one to be taken in by the organization I act for, or one of mine that came
 * back.
 */
import { useState } from "preact/hooks";
import { Button, Link, Refusal } from "../../components";
import { t } from "../../i18n";
import { takeRefusal } from "../model/refusals";
import { takeIn } from "../model/voice_edits";
import { hasComeBack, type Voice } from "../model/voices";
import { WaitingRow } from "../WaitingRow";

function ToTakeIn({ voice }: { readonly voice: Voice }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  return (
    <WaitingRow
      mark="open"
      href={`/voices/${voice.id}`}
      title={voice.name}
      about={[t("today_edition")]}
    >
      <Button onClick={() => void takeIn(voice).then((done) => setRefusal(takeRefusal(done)))}>
        {t("edition_accept_do")}
      </Button>
      <Refusal words={refusal} />
    </WaitingRow>
  );
}

const ComeBack = ({ voice }: { readonly voice: Voice }) => (
  <WaitingRow
    mark="now"
    href={`/voices/${voice.id}`}
    title={voice.name}
    about={[t("today_returned")]}
  >
    <Link href={`/voices/${voice.id}`} class="btn">
      {t("today_returned_do")}
    </Link>
  </WaitingRow>
);

export const VoiceRow = ({ voice }: { readonly voice: Voice }) =>
  hasComeBack(voice) ? <ComeBack voice={voice} /> : <ToTakeIn voice={voice} />;
