/* A new series: a forum that comes round, whose editions are convenings. */
import { useState } from "preact/hooks";
import {
  Choice,
  type FormProblem,
  PageHead,
  SelectField,
  TextField,
  useStillHere,
} from "../../components";
import { t } from "../../i18n";
import { navigate } from "../../router";
import { dismiss, may, newId, send } from "../../sync";
import { CreateForm } from "../CreateForm";
import { NAME_MOST } from "../model/limits";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { type ConveningKind, conveningKinds } from "../model/vocabulary";
import { NotHere } from "../NotHere";

function useCreation() {
  const [draft, setDraft] = useState({
    name: "",
    acronym: "",
    kind: "civil_society" as ConveningKind,
    visibility: "public" as "public" | "coalition",
  });
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  const tell = (field: string, message: string) =>
    setProblems([{ field, label: t(field === "acronym" ? "field_short" : "field_name"), message }]);
  const create = async () => {
    const [name, acronym] = [draft.name.trim(), draft.acronym.trim()];
    if (name === "") return tell("name", t("E_REQUIRED"));
    if ([...name].length > NAME_MOST) return tell("name", t("E_TOO_LONG", { most: NAME_MOST }));
    setProblems([]);
    const series_id = newId();
    setBusy(true);
    const outcome = await send("series.create", {
      series_id,
      name,
      kind: draft.kind,
      visibility: draft.visibility,
      ...(acronym === "" ? {} : { acronym, series_name_id: newId() }),
    });
    if (!isHere()) return;
    if (outcome.ok) return navigate(`/series/${series_id}`);
    setBusy(false);
    dismiss(outcome.command_id);
    tell(outcome.error.field ?? "name", refusalWords(outcome.error));
  };
  const problem = (field: string) => problems.find((one) => one.field === field)?.message;
  const reason = busy ? t("saving") : needsConnection();
  return { draft, setDraft, problems, problem, create, reason };
}

export function NewSeries() {
  const form = useCreation();
  const { draft, setDraft, problem } = form;
  if (!may("set_up_convenings").value.ok) return <NotHere />;
  return (
    <>
      <PageHead
        title={t("series_new_title")}
        back={{ href: "/convenings", word: t("room_convenings") }}
      >
        <p class="lede">{t("series_new_words")}</p>
      </PageHead>
      <CreateForm
        problems={form.problems}
        onSubmit={form.create}
        word={t("series_create_do")}
        reason={form.reason}
        back="/convenings"
      >
        <TextField
          label={t("field_name")}
          value={draft.name}
          onInput={(name) => setDraft({ ...draft, name })}
          problem={problem("name")}
        />
        <TextField
          label={t("field_short")}
          value={draft.acronym}
          onInput={(acronym) => setDraft({ ...draft, acronym })}
          hint={t("optional")}
          problem={problem("acronym")}
        />
        <SelectField
          label={t("field_convening_kind")}
          value={draft.kind}
          options={conveningKinds()}
          onInput={(kind) => setDraft({ ...draft, kind: kind as ConveningKind })}
        />
        <fieldset class="field">
          <legend>{t("field_read_by")}</legend>
          {(["public", "coalition"] as const).map((visibility) => (
            <Choice
              key={visibility}
              name="visibility"
              value={visibility}
              chosen={draft.visibility}
              onChoose={() => setDraft({ ...draft, visibility })}
            >
              {t(visibility === "public" ? "read_by_everyone" : "read_by_coalition")}
            </Choice>
          ))}
        </fieldset>
      </CreateForm>
    </>
  );
}
