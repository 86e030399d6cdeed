/*
 * Before something leaves the coalition's own room: to whom it goes, and that it cannot be called
 * back, since whoever read it keeps what they read.
 */
import { useState } from "preact/hooks";
import { Dialog, Refusal, Words } from "../components";
import { t } from "../i18n";
import { needsConnection } from "./model/rights";

interface Props {
  readonly name: string;
  readonly onClose: () => void;
  /** Resolves to the refusal in words, or undefined when it was done. */
  readonly onPublish: () => Promise<string | undefined>;
}

export function PublishDialog({ name, onClose, onPublish }: Props) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const run = async () => {
    const words = await onPublish();
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="publish_title" parts={{ name: <bdi>{name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("publish_do"), run, reason: needsConnection() }}
    >
      <p class="lede">{t("publish_words")}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}
