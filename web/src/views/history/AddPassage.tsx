/* Entering that one thing came out of another: which, in what way and when. */
import { useState } from "preact/hooks";
import {
  Dialog,
  type Findable,
  FuzzyDate,
  fromDraft,
  Mark,
  SearchBox,
  SelectField,
  toDraft,
  Words,
} from "../../components";
import { type Key, t } from "../../i18n";
import { dismiss, newId, send, type WireError } from "../../sync";
import { allSeries, convenings } from "../model/convenings";
import { organizations } from "../model/directory";
import { groups } from "../model/groups";
import { type Lineage, type LineageTable, thingOf } from "../model/lineage";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { RELATION } from "./relations";

const TABLE_WORD = {
  organization: "thing_organization",
  group: "thing_group",
  series: "thing_series",
  convening: "thing_convening",
} as const satisfies Record<LineageTable, Key>;

interface Choosable extends Findable {
  readonly table: LineageTable;
}

function everything(): readonly Choosable[] {
  const from = (table: LineageTable, all: Iterable<Findable>): readonly Choosable[] =>
    [...all].map((one) => ({
      table,
      id: one.id,
      name: one.name,
      acronyms: one.acronyms,
      spellings: one.spellings,
    }));
  return [
    ...from("organization", organizations.value.values()),
    ...from("group", groups.value.values()),
    ...from("series", allSeries.value.values()),
    ...from("convening", convenings.value.values()),
  ];
}

export function AddPassage(props: {
  readonly table: LineageTable;
  readonly id: string;
  readonly onClose: () => void;
}) {
  const { table, id, onClose } = props;
  const [first, setFirst] = useState<Choosable | undefined>(undefined);
  const [relation, setRelation] = useState<Lineage["relation"]>("evolved_into");
  const [date, setDate] = useState(toDraft(null));
  const [error, setError] = useState<WireError | undefined>(undefined);
  const self = thingOf(table, id);
  const when = fromDraft(date);
  const add = async () => {
    if (!first) return;
    const lineage_id = newId();
    const outcome = await send("lineage.add", {
      lineage_id,
      from_table: first.table,
      from_id: first.id,
      to_table: table,
      to_id: id,
      relation,
      ...(when === undefined ? {} : { dated_on: when }),
    });
    if (outcome.ok) return onClose();
    dismiss(outcome.command_id);
    setError(outcome.error);
  };
  const reason =
    first === undefined
      ? t("passage_choose_first")
      : date.year !== "" && when === undefined
        ? t("fuzzy_incomplete")
        : needsConnection();
  return (
    <Dialog
      title={<Words k="passage_add_title" parts={{ name: <bdi>{self?.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("passage_add_do"), run: add, reason }}
    >
      <SearchBox
        label={t("passage_first")}
        labelled
        things={everything().filter((one) => one.id !== id)}
        chosen={first}
        mark={() => <Mark kind="past" />}
        note={(one) => t(TABLE_WORD[one.table])}
        invalid={error !== undefined}
        onChoose={(one) => {
          setFirst(one);
          setError(undefined);
        }}
      />
      {error ? (
        <p class="fielderr" role="alert">
          {refusalWords(error)}
        </p>
      ) : null}
      <SelectField
        label={t("passage_relation")}
        value={relation}
        options={(Object.keys(RELATION) as Lineage["relation"][]).map((value) => ({
          value,
          word: t(RELATION[value]),
        }))}
        onInput={(value) => setRelation(value as Lineage["relation"])}
      />
      <fieldset class="field">
        <legend>{t("passage_when")}</legend>
        <FuzzyDate draft={date} onChange={setDate} />
      </fieldset>
    </Dialog>
  );
}
