/*
 * A new convening. The Secretariat enters any; a delegate tells the coalition of one that their own
 * organization hosts. Only the name must be known.
 */
import { useState } from "preact/hooks";
import {
  Choice,
  type FormProblem,
  FuzzyDate,
  fromDraft,
  Link,
  PageHead,
  SelectField,
  TextField,
  toDraft,
  useStillHere,
  Words,
} from "../../components";
import { type Key, t } from "../../i18n";
import { navigate, route } from "../../router";
import { dismiss, may, newId, send, viewer } from "../../sync";
import { CreateForm } from "../CreateForm";
import { allSeries } from "../model/convenings";
import { organizations } from "../model/directory";
import { mayHost } from "../model/hosting";
import { NAME_MOST, REGION_MOST } from "../model/limits";
import { actingFor } from "../model/me";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import {
  type ConveningKind,
  conveningKinds,
  type PlacePrecision,
  placePrecisions,
} from "../model/vocabulary";
import { NotHere } from "../NotHere";

interface Draft {
  readonly name: string;
  readonly kind: ConveningKind;
  readonly series: string;
  readonly host: string;
  readonly place: string;
  readonly precision: PlacePrecision;
  readonly state: "announced" | "idea";
  readonly visibility: "coalition" | "public";
}

const LABELS = {
  name: "field_name",
  place: "field_place",
  starts_on: "field_starts",
  ends_on: "field_ends",
  host_id: "field_host",
} as const satisfies Record<string, Key>;

type Labelled = keyof typeof LABELS;

const isLabelled = (field: string): field is Labelled => field in LABELS;

function useCreation(isOffice: boolean) {
  const [draft, setDraft] = useState<Draft>({
    name: "",
    kind: "civil_society",
    series: route.value.query.get("series") ?? "",
    host: "",
    place: "",
    precision: "city",
    state: "announced",
    visibility: "coalition",
  });
  const [starts, setStarts] = useState(toDraft(null));
  const [ends, setEnds] = useState(toDraft(null));
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  const problemOf = (field: Labelled, message: string): FormProblem => ({
    field,
    label: t(LABELS[field]),
    message,
  });
  const check = (): readonly FormProblem[] => {
    const found: FormProblem[] = [];
    const name = draft.name.trim();
    if (name === "") found.push(problemOf("name", t("E_REQUIRED")));
    if ([...name].length > NAME_MOST) {
      found.push(problemOf("name", t("E_TOO_LONG", { most: NAME_MOST })));
    }
    if ([...draft.place.trim()].length > REGION_MOST) {
      found.push(problemOf("place", t("E_TOO_LONG", { most: REGION_MOST })));
    }
    if (starts.year !== "" && fromDraft(starts) === undefined) {
      found.push(problemOf("starts_on", t("E_DATE")));
    }
    if (ends.year !== "" && fromDraft(ends) === undefined) {
      found.push(problemOf("ends_on", t("E_DATE")));
    }
    return found;
  };
  const facts = () => {
    const [starts_on, ends_on] = [fromDraft(starts), fromDraft(ends)];
    const place = draft.place.trim();
    return {
      name: draft.name.trim(),
      kind: draft.kind,
      state: draft.state,
      ...(draft.series === "" ? {} : { series_id: draft.series }),
      ...(place === "" ? {} : { place, place_precision: draft.precision }),
      ...(starts_on === undefined ? {} : { starts_on }),
      ...(ends_on === undefined ? {} : { ends_on }),
    };
  };
  const create = async () => {
    const found = check();
    setProblems(found);
    if (found.length > 0) return;
    const convening_id = newId();
    setBusy(true);
    const own = viewer.value.acting_for ?? "";
    const outcome = await (isOffice
      ? send("convening.create", {
          convening_id,
          ...facts(),
          visibility: draft.visibility,
          ...(draft.host === "" ? {} : { host_id: draft.host }),
        })
      : send("convening.host", { convening_id, ...facts(), host_id: own }));
    if (!isHere()) return;
    if (outcome.ok) return navigate(`/convenings/${convening_id}`);
    setBusy(false);
    dismiss(outcome.command_id);
    const field = outcome.error.field ?? "name";
    setProblems([problemOf(isLabelled(field) ? field : "name", refusalWords(outcome.error))]);
  };
  const problem = (field: Labelled) => problems.find((one) => one.field === field)?.message;
  const reason = busy ? t("saving") : needsConnection();
  return { draft, setDraft, starts, setStarts, ends, setEnds, problems, problem, create, reason };
}

type Creation = ReturnType<typeof useCreation>;

function Dates({ form }: { readonly form: Creation }) {
  const { starts, ends, problem } = form;
  return (
    <>
      <fieldset class="field">
        <legend>{t("convening_starts")}</legend>
        <FuzzyDate
          draft={starts}
          onChange={form.setStarts}
          invalid={problem("starts_on") !== undefined}
        />
      </fieldset>
      <fieldset class="field">
        <legend>{t("convening_ends")}</legend>
        <FuzzyDate
          draft={ends}
          onChange={form.setEnds}
          invalid={problem("ends_on") !== undefined}
        />
        {problem("ends_on") === undefined ? null : <p class="fielderr">{problem("ends_on")}</p>}
      </fieldset>
    </>
  );
}

function Place({ form }: { readonly form: Creation }) {
  const { draft, setDraft, problem } = form;
  return (
    <>
      <TextField
        label={t("field_place")}
        value={draft.place}
        onInput={(place) => setDraft({ ...draft, place })}
        hint={t("hint_place")}
        problem={problem("place")}
      />
      {draft.place.trim() === "" ? null : (
        <SelectField
          label={t("field_precision")}
          value={draft.precision}
          options={placePrecisions()}
          onInput={(precision) => setDraft({ ...draft, precision: precision as PlacePrecision })}
        />
      )}
    </>
  );
}

/** What only the Secretariat chooses: who hosts it, and who reads it. */
function OfficePart({ form }: { readonly form: Creation }) {
  const { draft, setDraft, problem } = form;
  const hosts = [...organizations.value.values()]
    .map(({ id, name }) => ({ value: id, word: name }))
    .sort((a, b) => a.word.localeCompare(b.word));
  return (
    <>
      <SelectField
        label={t("field_host")}
        value={draft.host}
        options={[{ value: "", word: t("not_stated") }, ...hosts]}
        onInput={(host) => setDraft({ ...draft, host })}
        problem={problem("host_id")}
      />
      <fieldset class="field">
        <legend>{t("field_read_by")}</legend>
        {(["coalition", "public"] as const).map((visibility) => (
          <Choice
            key={visibility}
            name="visibility"
            value={visibility}
            chosen={draft.visibility}
            onChoose={() => setDraft({ ...draft, visibility })}
            hint={t(visibility === "public" ? "hint_convening_public" : "hint_convening_coalition")}
          >
            {t(visibility === "public" ? "read_by_everyone" : "read_by_coalition")}
          </Choice>
        ))}
      </fieldset>
    </>
  );
}

function Form({ isOffice }: { readonly isOffice: boolean }) {
  const form = useCreation(isOffice);
  const { draft, setDraft, problem } = form;
  return (
    <CreateForm
      problems={form.problems}
      onSubmit={form.create}
      word={t("convening_create_do")}
      reason={form.reason}
      back="/convenings"
    >
      <TextField
        label={t("field_name")}
        value={draft.name}
        onInput={(name) => setDraft({ ...draft, name })}
        problem={problem("name")}
      />
      <SelectField
        label={t("field_convening_kind")}
        value={draft.kind}
        options={conveningKinds()}
        onInput={(kind) => setDraft({ ...draft, kind: kind as ConveningKind })}
      />
      <SelectField
        label={t("field_series")}
        value={draft.series}
        options={[
          { value: "", word: t("series_none") },
          ...[...allSeries.value.values()].map(({ id, name }) => ({ value: id, word: name })),
        ]}
        onInput={(series) => setDraft({ ...draft, series })}
      />
      <Dates form={form} />
      <Place form={form} />
      <fieldset class="field">
        <legend>{t("convening_certainty")}</legend>
        {(["announced", "idea"] as const).map((state) => (
          <Choice
            key={state}
            name="state"
            value={state}
            chosen={draft.state}
            onChoose={() => setDraft({ ...draft, state })}
            hint={t(state === "idea" ? "hint_idea" : "hint_announced")}
          >
            {t(state === "idea" ? "convening_idea" : "convening_announced")}
          </Choice>
        ))}
      </fieldset>
      {isOffice ? <OfficePart form={form} /> : null}
    </CreateForm>
  );
}

export function NewConvening() {
  const isOffice = may("set_up_convenings").value.ok;
  if (!isOffice && !mayHost.value) return <NotHere />;
  const own = actingFor.value;
  return (
    <>
      <PageHead
        title={t("convening_new_title")}
        back={{ href: "/convenings", word: t("room_convenings") }}
      >
        {isOffice ? (
          <p class="lede">
            <Link href="/series/new">{t("series_new")}</Link>
          </p>
        ) : own ? (
          <p class="lede">
            <Words k="convening_new_for" parts={{ name: <bdi>{own.name}</bdi> }} />
          </p>
        ) : null}
      </PageHead>
      <Form isOffice={isOffice} />
    </>
  );
}
