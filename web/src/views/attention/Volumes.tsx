/* How loudly I am told of each group and of the coalition; on my own page of all, on a group's of that one. */
import { useState } from "preact/hooks";
import { Button, Name, Refusal, Section, Words } from "../../components";
import { collator, t } from "../../i18n";
import { viewer } from "../../sync";
import { audible, setVolume, VOLUMES, type Volume, volumeOf } from "../model/attention";
import { coalition } from "../model/directory";
import { type Group, isFinal, isMine } from "../model/groups";
import { takeRefusal } from "../model/refusals";

const VOLUME_WORD = {
  quiet: "volume_quiet",
  normal: "volume_normal",
  loud: "volume_loud",
} as const satisfies Record<Volume, string>;

/** A choice that is saved as it is made. One that was refused stays chosen, and can be tried again. */
function VolumeSelect({
  group_id,
  name,
}: {
  readonly group_id: string | null;
  readonly name: string;
}) {
  const [wanted, setWanted] = useState<Volume | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const choose = async (volume: Volume) => {
    setWanted(volume);
    const words = takeRefusal(await setVolume(group_id, volume));
    setRefusal(words);
    if (words === undefined) setWanted(undefined);
  };
  return (
    <>
      <select
        aria-label={t("volume_of", { name })}
        value={wanted ?? volumeOf(group_id)}
        onChange={(event) => void choose(event.currentTarget.value as Volume)}
      >
        {VOLUMES.map((volume) => (
          <option key={volume} value={volume}>
            {t(VOLUME_WORD[volume])}
          </option>
        ))}
      </select>
      <Refusal as="span" words={refusal} />
      {refusal !== undefined && wanted !== undefined ? (
        <Button onClick={() => void choose(wanted)}>{t("refused_retry")}</Button>
      ) : null}
    </>
  );
}

const Line = ({ group_id, name }: { readonly group_id: string | null; readonly name: string }) => (
  <li>
    <span>
      <Name>{name}</Name>
    </span>
    <span class="end">
      <VolumeSelect group_id={group_id} name={name} />
    </span>
  </li>
);

export function Volumes() {
  const list = audible().toSorted((a, b) => collator().compare(a.name, b.name));
  return (
    <Section title={t("volume_title")}>
      <p class="small muted note">
        <Words k="volume_words" />
      </p>
      <ul class="plainrows">
        <Line group_id={null} name={coalition.value?.name ?? t("board_coalition")} />
        {list.map((group) => (
          <Line key={group.id} group_id={group.id} name={group.name} />
        ))}
      </ul>
    </Section>
  );
}

/** For the people of a group that goes on. */
export function GroupVolume({ group }: { readonly group: Group }) {
  if (viewer.value.person_id === null || isFinal(group.row.state) || !isMine(group)) return null;
  return (
    <Section title={t("volume_group")}>
      <p class="small muted note">{t("volume_words")}</p>
      <div class="note">
        <VolumeSelect group_id={group.id} name={group.name} />
      </div>
    </Section>
  );
}
