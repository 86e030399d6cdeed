/*
 * What the coalition is, for everybody to read: its name, its languages, its rules as sentences with
 * its own numbers, and its charter. Staff set it up here.
 */
import { useState } from "preact/hooks";
import {
  Button,
  EditableFact,
  Link,
  Name,
  PageHead,
  Refusal,
  type SaveResult,
  Section,
} from "../../components";
import { t } from "../../i18n";
import { connection, newId, type RowOf, rows, send } from "../../sync";
import { Changes } from "../history/Changes";
import { coalition, rootId } from "../model/directory";
import { savingOf } from "../model/edits";
import { NAME_MOST } from "../model/limits";
import { takeRefusal, toSaveResult } from "../model/refusals";
import { needsConnection, rightTo, WhoCan } from "../model/rights";
import { LANGUAGE_NAMES, languages } from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { Charter } from "./Charter";
import { Rules } from "./Rules";

type Coalition = RowOf<"coalition">;

/* ---- facts ---- */

async function editName(row: Coalition, from: string | null, to: string | null) {
  const { coalition_id } = row;
  const edit = { coalition_id, name: { from: from ?? "", to: to ?? "" } };
  return toSaveResult(await send("coalition.edit", edit));
}

async function editLanguage(
  row: Coalition,
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  const { coalition_id } = row;
  const edit = {
    from: from as Coalition["default_language"],
    to: to as Coalition["default_language"],
  };
  return toSaveResult(await send("coalition.edit", { coalition_id, default_language: edit }));
}

const used = (): readonly RowOf<"coalition_language">[] =>
  [...rows("coalition_language").value.values()].sort((a, b) => a.rank - b.rank);

function Languages({ row, canEdit }: { readonly row: Coalition; readonly canEdit: boolean }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const list = used();
  const free = languages().filter(({ value }) => !list.some((one) => one.language === value));
  const { coalition_id } = row;
  const add = async (language: string) => {
    const coalition_language_id = newId();
    setRefusal(
      takeRefusal(
        await send("coalition.language_add", {
          coalition_id,
          coalition_language_id,
          language: language as Coalition["default_language"],
        }),
      ),
    );
  };
  const remove = async (coalition_language_id: string) =>
    setRefusal(takeRefusal(await send("coalition.language_remove", { coalition_language_id })));
  return (
    <Section title={t("coalition_languages")} count={list.length}>
      <ul class="plainrows">
        {list.map((one) => (
          <li key={one.coalition_language_id}>
            <span>
              <Name lang={one.language}>{LANGUAGE_NAMES[one.language]}</Name>
            </span>
            <span class="end">
              {one.language === row.default_language ? (
                t("language_default")
              ) : canEdit ? (
                <button
                  type="button"
                  class="editbtn"
                  disabled={needsConnection() !== undefined}
                  aria-label={t("language_remove_named", { name: LANGUAGE_NAMES[one.language] })}
                  onClick={() => void remove(one.coalition_language_id)}
                >
                  {t("passage_remove")}
                </button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {canEdit && free.length > 0 ? (
        <div class="btns note">
          {free.map(({ value, word }) => (
            <Button key={value} reason={needsConnection()} onClick={() => void add(value)}>
              {t("language_add", { name: word })}
            </Button>
          ))}
        </div>
      ) : null}
      <Refusal words={refusal} />
    </Section>
  );
}

function Page({ row }: { readonly row: Coalition }) {
  const [open, setOpen] = useState<string | undefined>(undefined);
  const right = rightTo("set_up_coalition", "coalition", row.coalition_id);
  const door = (field: string) => ({
    open: open === field,
    onOpen: () => setOpen(field),
    onClose: () => setOpen(undefined),
    canEdit: right.ok,
  });
  return (
    <>
      <PageHead title={row.name} kicker={t("coalition_kicker")}>
        {rootId.value === undefined ? null : (
          <p class="lede">
            <Link href={`/network/${rootId.value}`}>{t("coalition_who")}</Link>
          </p>
        )}
      </PageHead>
      <div class="two">
        <div>
          <Rules row={row} canEdit={right.ok} />
          <Charter canEdit={right.ok} />
          <WhoCan right={right} />
        </div>
        <div class="side">
          <Section title={t("facts_title")}>
            <dl class="facts">
              <EditableFact
                words={{ label: t("field_name"), edit: t("edit_name"), save: t("save_name") }}
                value={row.name}
                editor={{ kind: "line", most: NAME_MOST, required: true }}
                {...savingOf("coalition", row.coalition_id, "name")}
                {...door("name")}
                onSave={(from, to) => editName(row, from, to)}
              />
              <EditableFact
                words={{
                  label: t("field_language_default"),
                  edit: t("edit_language_default"),
                  save: t("save_language_default"),
                }}
                value={row.default_language}
                editor={{
                  kind: "choice",
                  options: languages().filter(({ value }) =>
                    used().some((one) => one.language === value),
                  ),
                }}
                shown={LANGUAGE_NAMES[row.default_language]}
                {...savingOf("coalition", row.coalition_id, "default_language")}
                {...door("default_language")}
                onSave={(from, to) => editLanguage(row, from, to)}
              />
            </dl>
          </Section>
          <Languages row={row} canEdit={right.ok} />
          <Changes table="coalition" id={row.coalition_id} />
        </div>
      </div>
    </>
  );
}

export function CoalitionPage() {
  const row = coalition.value;
  if (row) return <Page row={row} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
