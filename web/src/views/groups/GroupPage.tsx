/*
 * The page of one group: where it stands on its course, what it is for, who works in it and how it
 * votes, where the record comes from, and the ways to change its state. A final one is read-only.
 */
import { useState } from "preact/hooks";
import {
  CourseLine,
  Dots,
  EditableFact,
  EditableList,
  Link,
  Name,
  PageHead,
  RollMeter,
  type SaveResult,
  Section,
  type Station,
  Tag,
  useKey,
  Words,
} from "../../components";
import { fuzzyDate, t } from "../../i18n";
import { navigate, route } from "../../router";
import { connection, newId, send, viewer } from "../../sync";
import { Comments } from "../comments/Comments";
import { Changes } from "../history/Changes";
import { History } from "../history/History";
import { lazy } from "../lazy";
import { convenings, seriesBrief } from "../model/convenings";
import { briefName } from "../model/directory";
import { editGroup, savingOf } from "../model/edits";
import { type Group, groupNames, groups, isFinal, stageOf } from "../model/groups";
import { MANDATE_MOST, NAME_MOST } from "../model/limits";
import { isInferred, provenanceOf } from "../model/provenance";
import { takeRefusal, toSaveResult } from "../model/refusals";
import { ActButton, rightTo, WhoCan } from "../model/rights";
import { quorumNeeded } from "../model/rules";
import { readBy, spaceKind } from "../model/spaces";
import {
  admissions,
  atStart,
  groupKindWord,
  groupStateWord,
  languages,
  voteUnits,
} from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { PublishDialog } from "../PublishDialog";
import { Notes, SourceOf } from "../Sourced";
import { ChangeState } from "./ChangeState";
import { Members } from "./Members";

const GroupItems = lazy(async () => (await import("../items/GroupItems")).GroupItems, "members");
const GroupPlans = lazy(async () => (await import("../plan/GroupPlans")).GroupPlans, "members");
const CalendarAddresses = lazy(
  async () => (await import("../meetings/CalendarAddresses")).CalendarAddresses,
  "members",
);
const GroupMeetings = lazy(
  async () => (await import("../meetings/GroupMeetings")).GroupMeetings,
  "members",
);
const GroupVolume = lazy(async () => (await import("../attention/Volumes")).GroupVolume, "members");
const Become = lazy(async () => (await import("./Become")).Become, "members");

function stationsOf(group: Group): readonly Station[] {
  const { row } = group;
  const stage = stageOf(row.state);
  const formed = row.formed_on === null ? t("date_not_stated") : fuzzyDate(row.formed_on);
  const isForming = stage === "forming";
  const first: Station = {
    id: "formed",
    kind: isForming ? "now" : "past",
    word: t(isForming ? "state_forming" : "course_formed"),
    when: formed,
  };
  const alive: Station = {
    id: "alive",
    kind: isForming ? "open" : isFinal(row.state) ? "past" : "now",
    word: stage === "dormant" ? t("state_dormant") : t("state_active"),
    when: isForming ? t("course_when_ready") : "",
  };
  const after: Station = isFinal(row.state)
    ? { id: "after", kind: "ended", word: groupStateWord(row.state), when: t("course_read_only") }
    : { id: "after", kind: "open", word: t("course_after"), when: t("course_not_decided") };
  return [first, alive, after];
}

interface Part {
  readonly group: Group;
  readonly canEdit: boolean;
  readonly open: string | undefined;
  readonly setOpen: (field: string | undefined) => void;
}

const doorOf = ({ open, setOpen }: Part, field: string) => ({
  open: open === field,
  onOpen: () => setOpen(field),
  onClose: () => setOpen(undefined),
});

/** The mandate reads as the group's own words, and opens into its field like any other fact. */
function Mandate(part: Part) {
  const { group, canEdit } = part;
  const { mandate } = group.row;
  const isOpen = part.open === "mandate";
  return (
    <Section title={t("field_mandate")}>
      {mandate !== null && !isOpen ? (
        <p class="said" dir="auto">
          {mandate}
        </p>
      ) : null}
      <dl class={mandate !== null && !isOpen ? "facts quiet" : "facts"}>
        <EditableFact
          words={{ label: t("field_mandate"), edit: t("edit_mandate"), save: t("save_mandate") }}
          value={mandate}
          shown={<span class="vh">{t("mandate_above")}</span>}
          editor={{ kind: "text", most: MANDATE_MOST }}
          {...savingOf("group", group.id, "mandate")}
          canEdit={canEdit}
          {...doorOf(part, "mandate")}
          onSave={(from, to) => editGroup(group.id, "mandate", from, to)}
        />
      </dl>
    </Section>
  );
}

async function addName(
  group: Group,
  kind: "acronym" | "spelling",
  text: string,
  language: string | null,
): Promise<SaveResult> {
  const group_name_id = newId();
  const rank = (groupNames(group.id, kind).at(-1)?.rank ?? 0) + 1;
  const params = { group_id: group.id, group_name_id, kind, text };
  const fields = { ...params, language, rank, space_id: group.row.space_id, sample: 0 };
  return toSaveResult(
    await send("group.name_add", language === null ? params : { ...params, language }, [
      ["group_name", "insert", group_name_id, fields],
    ]),
  );
}

const removeName = async (id: string): Promise<SaveResult> =>
  toSaveResult(
    await send("group.name_remove", { group_name_id: id }, [["group_name", "delete", id, null]]),
  );

function Names({ part, kind }: { readonly part: Part; readonly kind: "acronym" | "spelling" }) {
  const { group, canEdit } = part;
  const isShort = kind === "acronym";
  const names = groupNames(group.id, kind);
  return (
    <EditableList
      words={{
        label: t(isShort ? "field_short" : "field_spellings"),
        edit: t(isShort ? "edit_short" : "edit_spellings"),
      }}
      another={t(isShort ? "another_short" : "another_spelling")}
      entries={names.map((name) => ({
        id: name.group_name_id,
        text: name.text,
        language: name.language,
      }))}
      most={NAME_MOST}
      {...(isShort
        ? { joined: names.map((name) => name.text).join("/") }
        : { languages: languages() })}
      canEdit={canEdit}
      {...doorOf(part, kind)}
      onAdd={(text, language) => addName(group, kind, text, language)}
      onRemove={removeName}
    />
  );
}

const Inferred = ({ id, field }: { readonly id: string; readonly field: string }) =>
  isInferred("group", id, field) ? (
    <>
      {" "}
      <Tag>{t("inferred")}</Tag>
    </>
  ) : null;

/** Where it was formed and within what it works; neither changes. */
function Roots({ group }: { readonly group: Group }) {
  const { convening_id, series_id } = group.row;
  const convening = convening_id === null ? undefined : convenings.value.get(convening_id);
  return (
    <>
      {convening ? (
        <div>
          <dt>{t("field_formed_at")}</dt>
          <dd class="val">
            <Link href={`/convenings/${convening.id}`}>
              <Name>{convening.name}</Name>
            </Link>
            <Inferred id={group.id} field="convening_id" />
          </dd>
        </div>
      ) : null}
      {series_id === null || seriesBrief(series_id) === "" ? null : (
        <div>
          <dt>{t("field_within")}</dt>
          <dd class="val">
            <Link href={`/series/${series_id}`}>
              <Name>{seriesBrief(series_id)}</Name>
            </Link>
          </dd>
        </div>
      )}
    </>
  );
}

/** How long it is to work and how one joins: of a group that is over, neither matters any more. */
function Terms({ part }: { readonly part: Part }) {
  const { group, canEdit } = part;
  const { id, row } = group;
  const fact = (field: "admission" | "mandate_ends_on") => ({
    value: row[field],
    ...savingOf("group", id, field),
    canEdit,
    ...doorOf(part, field),
    onSave: (from: string | null, to: string | null) => editGroup(id, field, from, to),
  });
  return (
    <>
      <EditableFact
        {...fact("mandate_ends_on")}
        words={{
          label: t("field_mandate_ends"),
          edit: t("edit_mandate_ends"),
          save: t("save_date"),
        }}
        editor={{ kind: "date" }}
      />
      <EditableFact
        {...fact("admission")}
        words={{
          label: t("field_admission"),
          edit: t("edit_admission"),
          save: t("save_admission"),
        }}
        editor={{ kind: "choice", options: admissions() }}
      />
    </>
  );
}

function Facts(part: Part) {
  const { group, canEdit } = part;
  const { id, row } = group;
  const fact = (field: "name" | "formed_on" | "vote_unit") => ({
    value: row[field],
    extra: <Inferred id={id} field={field} />,
    ...savingOf("group", id, field),
    canEdit,
    ...doorOf(part, field),
    onSave: (from: string | null, to: string | null) => editGroup(id, field, from, to),
  });
  return (
    <Section title={t("facts_title")}>
      <dl class="facts">
        <EditableFact
          {...fact("name")}
          words={{ label: t("field_name"), edit: t("edit_name"), save: t("save_name") }}
          editor={{ kind: "line", most: NAME_MOST, required: true }}
          shown={<b dir="auto">{row.name}</b>}
        />
        <Names part={part} kind="acronym" />
        <Names part={part} kind="spelling" />
        <div>
          <dt>{t("field_kind")}</dt>
          <dd class="val">
            <span>{groupKindWord(row.kind)}</span>
          </dd>
        </div>
        {row.organization_id === null ? null : (
          <div>
            <dt>{t("field_body")}</dt>
            <dd class="val">
              <Link href={`/network/${row.organization_id}`}>
                <Name>{briefName(row.organization_id)}</Name>
              </Link>
            </dd>
          </div>
        )}
        <Roots group={group} />
        <EditableFact
          {...fact("formed_on")}
          words={{ label: t("field_formed"), edit: t("edit_formed"), save: t("save_date") }}
          editor={{ kind: "date" }}
        />
        <EditableFact
          {...fact("vote_unit")}
          words={{ label: t("field_votes"), edit: t("edit_votes"), save: t("save_votes") }}
          editor={{ kind: "choice", options: voteUnits() }}
        />
        {isFinal(row.state) ? null : <Terms part={part} />}
      </dl>
    </Section>
  );
}

function Votes({ group }: { readonly group: Group }) {
  const byPerson = group.row.vote_unit === "person";
  const count = group.members.filter((member) =>
    byPerson ? member.person_id !== null : member.organization_id !== null,
  ).length;
  if (isFinal(group.row.state)) return null;
  const need = quorumNeeded(count);
  return (
    <Section title={t("votes_title")}>
      {count === 0 ? (
        <p class="sum note">{t(byPerson ? "votes_none_person" : "votes_none_organization")}</p>
      ) : (
        <>
          <RollMeter count={count} needed={need} />
          <p class="sum">
            <Words k={byPerson ? "votes_person" : "votes_organization"} values={{ count }} />{" "}
            {t("votes_needed", { count: need })}
          </p>
        </>
      )}
    </Section>
  );
}

function Publish({ group }: { readonly group: Group }) {
  const [open, setOpen] = useState(false);
  if (spaceKind(group.row.space_id) !== "coalition") return null;
  return (
    <div class="btns block">
      <ActButton right={rightTo("publish_group", "group", group.id)} onClick={() => setOpen(true)}>
        {t("publish_act")}
      </ActButton>
      {open ? (
        <PublishDialog
          name={group.name}
          onClose={() => setOpen(false)}
          onPublish={async () => takeRefusal(await send("group.publish", { group_id: group.id }))}
        />
      ) : null}
    </div>
  );
}

function Page({ group }: { readonly group: Group }) {
  const { id, row, name } = group;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const right = rightTo("edit_group", "group", id);
  const isClosed = isFinal(row.state);
  const part: Part = { group, canEdit: right.ok && !isClosed, open, setOpen };
  const back = `/groups${route.value.query.size > 0 ? `?${route.value.query}` : ""}`;
  useKey("back", () => navigate(back));
  useKey("edit", () => {
    if (part.canEdit) setOpen("mandate");
  });
  const source = provenanceOf("group", id);
  return (
    <>
      <PageHead
        title={name}
        back={{ href: back, word: t("room_groups") }}
        kicker={
          <>
            <Dots>{[atStart(groupKindWord(row.kind)), t(readBy(row.space_id))]}</Dots>{" "}
            {row.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
          </>
        }
      >
        <CourseLine label={t("course_label")} stations={stationsOf(group)} />
        {isClosed ? (
          <p class="lede">
            <Words k={row.state === "closed" ? "group_closed_words" : "group_final_words"} />
          </p>
        ) : null}
      </PageHead>
      <div class="two">
        <div>
          <Mandate {...part} />
          {viewer.value.person_id === null ? null : (
            <>
              <GroupMeetings group={group} />
              <GroupItems group={group} />
              <GroupPlans group={group} />
            </>
          )}
          <Members group={group} canEdit={part.canEdit} />
          <Facts {...part} />
          {isClosed ? null : <WhoCan right={right} />}
          <Comments table="group" id={id} space_id={row.space_id} group_id={id} />
        </div>
        <div class="side">
          <Votes group={group} />
          {viewer.value.person_id === null || isClosed ? null : (
            <>
              <CalendarAddresses group={group} />
              <GroupVolume group={group} />
            </>
          )}
          <History table="group" id={id} />
          {source ? <SourceOf source={source} /> : null}
          <Notes table="group" id={id} />
          <Changes table="group" id={id} />
        </div>
      </div>
      {isClosed ? null : <ChangeState group={group} />}
      {isClosed || !(right.ok || right.visible) ? null : <Become group={group} />}
      {isClosed ? null : <Publish group={group} />}
    </>
  );
}

export function GroupPage({ id }: { readonly id: string }) {
  const group = groups.value.get(id);
  if (group) return <Page key={id} group={group} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
