/* Voices as rows: how far each has come, what it is, and who gave it as far as that is told. */
import { CourseMark, Dots, Link, Name } from "../../components";
import { t } from "../../i18n";
import { route } from "../../router";
import { isTakenBack } from "../model/voice_edits";
import {
  authorName,
  courseOf,
  toldBy,
  toldOn,
  voiceKindWord,
  voiceStateWord,
} from "../model/voice_words";
import type { Voice } from "../model/voices";

/** One line about it, under its title. */
function aboutVoice(voice: Voice) {
  const { own, edition, row } = voice;
  const by = own === undefined && edition !== undefined ? toldBy(edition) : "";
  const name = own === undefined && edition !== undefined ? authorName(edition) : undefined;
  return [
    voiceStateWord(row.state),
    voiceKindWord(row.kind),
    own === undefined ? "" : t("contribution_yours"),
    isTakenBack(voice) || name === undefined ? "" : <Name key="name">{name}</Name>,
    isTakenBack(voice) ? "" : by,
    row.given_on === null ? "" : toldOn(row.given_on),
    isTakenBack(voice) ? "" : (row.theme ?? ""),
    row.sample === 1 ? t("sample") : "",
  ];
}

export function VoiceRows(props: { readonly list: readonly Voice[]; readonly query: string }) {
  const current = route.value.params["id"];
  return (
    <ul class="rows">
      {props.list.map((voice) => (
        <li key={voice.id}>
          <Link
            href={`/voices/${voice.id}${props.query}`}
            class="row"
            current={current === voice.id ? "true" : undefined}
          >
            <CourseMark stations={courseOf(voice.row.state)} />
            <span>
              <span class="t clamp2">
                <Name>{voice.name}</Name>
              </span>
              <span class="m">
                <Dots>{aboutVoice(voice)}</Dots>
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
