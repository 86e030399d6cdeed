/*
 * Names and what it is: each fact edited by itself in its row, the lists by adding and removing.
 * What the source does not say in words carries a tag, until someone makes it their own word.
 */
import { useState } from "preact/hooks";
import {
  EditableFact,
  EditableList,
  type FactWords,
  type SaveResult,
  Section,
  Tag,
  useKey,
} from "../../components";
import { type Key, t } from "../../i18n";
import { newId, row as rowOf, send, viewer } from "../../sync";
import { lazy } from "../lazy";
import { type Organization, organizationNames, organizationRegions } from "../model/directory";
import { editOrganization, savingOf } from "../model/edits";
import { NAME_MOST, REGION_MOST } from "../model/limits";
import { isInferred } from "../model/provenance";
import { toSaveResult } from "../model/refusals";
import { rightTo, WhoCan } from "../model/rights";
import { languages, organizationKinds } from "../model/vocabulary";

/* Visitors are not told of them. */
const Zones = lazy(async () => (await import("./Zones")).Zones, "members");

interface Part {
  readonly organization: Organization;
  readonly canEdit: boolean;
  /** The one open field of the page, or undefined. */
  readonly open: string | undefined;
  readonly setOpen: (field: string | undefined) => void;
}

const words = (label: Key, edit: Key, save: Key): FactWords => ({
  label: t(label),
  edit: t(edit),
  save: t(save),
});

const doorOf = ({ open, setOpen }: Part, field: string) => ({
  open: open === field,
  onOpen: () => setOpen(field),
  onClose: () => setOpen(undefined),
});

const Inferred = ({ id, field }: { readonly id: string; readonly field: string }) =>
  isInferred("organization", id, field) ? (
    <>
      {" "}
      <Tag>{t("inferred")}</Tag>
    </>
  ) : null;

async function addName(
  organization: Organization,
  kind: "acronym" | "spelling",
  text: string,
  language: string | null,
): Promise<SaveResult> {
  const id = newId();
  const { row } = organization;
  const rank = (organizationNames(organization.id, kind).at(-1)?.rank ?? 0) + 1;
  const params = { organization_id: organization.id, organization_name_id: id, kind, text };
  const fields = { ...params, language, rank, space_id: row.space_id, sample: 0 };
  return toSaveResult(
    await send("organization.name_add", language === null ? params : { ...params, language }, [
      ["organization_name", "insert", id, fields],
    ]),
  );
}

const removeName = async (id: string): Promise<SaveResult> =>
  toSaveResult(
    await send("organization.name_remove", { organization_name_id: id }, [
      ["organization_name", "delete", id, null],
    ]),
  );

function Names({ part, kind }: { readonly part: Part; readonly kind: "acronym" | "spelling" }) {
  const { organization, canEdit } = part;
  const names = organizationNames(organization.id, kind);
  const isShort = kind === "acronym";
  return (
    <EditableList
      words={{
        label: t(isShort ? "field_short" : "field_spellings"),
        edit: t(isShort ? "edit_short" : "edit_spellings"),
      }}
      another={t(isShort ? "another_short" : "another_spelling")}
      entries={names.map((name) => ({
        id: name.organization_name_id,
        text: name.text,
        language: name.language,
        note: languages().find((language) => language.value === name.language)?.word,
      }))}
      most={NAME_MOST}
      {...(isShort
        ? { joined: names.map((name) => name.text).join("/") }
        : { languages: languages() })}
      extra={isShort ? <Inferred id={organization.id} field="acronym" /> : null}
      canEdit={canEdit}
      {...doorOf(part, kind)}
      onAdd={(text, language) => addName(organization, kind, text, language)}
      onRemove={removeName}
    />
  );
}

async function addRegion(organization: Organization, region: string): Promise<SaveResult> {
  const id = newId();
  const rank = (organizationRegions(organization.id).at(-1)?.rank ?? 0) + 1;
  const params = { organization_id: organization.id, organization_region_id: id, region };
  const fields = { ...params, rank, space_id: organization.row.space_id, sample: 0 };
  return toSaveResult(
    await send("organization.region_add", params, [["organization_region", "insert", id, fields]]),
  );
}

const removeRegion = async (id: string): Promise<SaveResult> =>
  toSaveResult(
    await send("organization.region_remove", { organization_region_id: id }, [
      ["organization_region", "delete", id, null],
    ]),
  );

function Regions({ part }: { readonly part: Part }) {
  const { organization, canEdit } = part;
  const stated = organization.row.region_stated;
  return (
    <EditableList
      words={{ label: t("field_region"), edit: t("edit_region") }}
      another={t("another_region")}
      entries={organizationRegions(organization.id).map((region) => ({
        id: region.organization_region_id,
        text: region.region,
      }))}
      most={REGION_MOST}
      extra={
        <>
          <Inferred id={organization.id} field="region" />
          {stated === null ? null : (
            <span class="stated">
              {t("as_stated")} <bdi>{t("quoted", { text: stated })}</bdi>
            </span>
          )}
        </>
      }
      canEdit={canEdit}
      {...doorOf(part, "region")}
      onAdd={(text) => addRegion(organization, text)}
      onRemove={removeRegion}
    />
  );
}

/** The fields that are one value in the organization's own row. */
function Fact(props: {
  readonly part: Part;
  readonly field: "name" | "kind" | "sector" | "founded_on" | "role_stated";
  readonly words: FactWords;
  readonly editor: Parameters<typeof EditableFact>[0]["editor"];
  readonly strong?: boolean;
}) {
  const { part, field, editor, strong } = props;
  const { id, row: shown } = part.organization;
  const row = rowOf("organization", id).value ?? shown;
  const value = row[field];
  const isOpenInference = isInferred("organization", id, field);
  return (
    <EditableFact
      words={props.words}
      value={value}
      editor={editor}
      {...(strong ? { shown: <b dir="auto">{value}</b> } : {})}
      extra={<Inferred id={id} field={field} />}
      {...(isOpenInference ? { hint: t("hint_inferred", { value: value ?? "" }) } : {})}
      {...savingOf("organization", id, field)}
      canEdit={part.canEdit}
      {...doorOf(part, field)}
      onSave={(from, to) => editOrganization(id, field, from, to)}
    />
  );
}

export function OrganizationFacts({ organization }: { readonly organization: Organization }) {
  const [open, setOpen] = useState<string | undefined>(undefined);
  const right = rightTo("edit_organization", "organization", organization.id);
  const part: Part = { organization, canEdit: right.ok, open, setOpen };
  useKey("edit", () => {
    if (right.ok) setOpen("name");
  });
  const line = { kind: "line", most: NAME_MOST } as const;
  const isAnyInferred = ["name", "kind", "sector", "founded_on", "acronym", "region"].some(
    (field) => isInferred("organization", organization.id, field),
  );
  return (
    <Section title={t("facts_title")}>
      <dl class="facts">
        <Fact
          part={part}
          field="name"
          words={words("field_name", "edit_name", "save_name")}
          editor={{ ...line, required: true }}
          strong
        />
        <Names part={part} kind="acronym" />
        <Names part={part} kind="spelling" />
        <Fact
          part={part}
          field="kind"
          words={words("field_kind", "edit_kind", "save_kind")}
          editor={{ kind: "choice", options: organizationKinds() }}
        />
        <Regions part={part} />
        {viewer.value.person_id === null ? null : (
          <Zones organization={organization} canEdit={part.canEdit} {...doorOf(part, "zones")} />
        )}
        <Fact
          part={part}
          field="sector"
          words={words("field_sector", "edit_sector", "save_sector")}
          editor={line}
        />
        <Fact
          part={part}
          field="founded_on"
          words={words("field_founded", "edit_founded", "save_date")}
          editor={{ kind: "date" }}
        />
        {organization.row.role_stated === null ? null : (
          <Fact
            part={part}
            field="role_stated"
            words={words("field_role_stated", "edit_role_stated", "save_role_stated")}
            editor={line}
          />
        )}
      </dl>
      {isAnyInferred ? <p class="small muted note">{t("inferred_means")}</p> : null}
      <WhoCan right={right} />
    </Section>
  );
}
