/*
 * Who works in a group: organizations, each with a vote, and persons with a voice. Facilitators
 * admit and change; one may leave for one's own organization or for oneself.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Choice,
  Dialog,
  Link,
  Mark,
  Name,
  Refusal,
  SearchBox,
  Section,
  SelectField,
  StandingMark,
  Words,
} from "../../components";
import { collator, formatList, t } from "../../i18n";
import { by, newId, rows, send, viewer } from "../../sync";
import { lazy } from "../lazy";
import { nameOf, organizations } from "../model/directory";
import { type Group, type GroupMember, isFinal } from "../model/groups";
import { people } from "../model/people";
import { takeRefusal } from "../model/refusals";
import { needsConnection, rightTo } from "../model/rights";
import { type GroupRole, groupRoles, groupRoleWord, listInLine } from "../model/vocabulary";
import { noteOf } from "../network/notes";

const memberName = (member: GroupMember): string =>
  member.organization_id === null ? (member.display_name ?? "") : nameOf(member.organization_id);

const roleOptions = () => groupRoles();

const toRole = (value: string): GroupRole =>
  (groupRoles().find((option) => option.value === value)?.value ?? "member") as GroupRole;

type Admitted = {
  readonly kind: "organization" | "person";
  readonly id: string;
  readonly name: string;
};

/** The row as it will be: an organization where the group is read, a person inside the group. */
function admission(group: Group, admitted: Admitted, role: GroupRole) {
  const group_member_id = newId();
  const isOrganization = admitted.kind === "organization";
  const params = {
    group_member_id,
    group_id: group.id,
    role,
    ...(isOrganization ? { organization_id: admitted.id } : { person_id: admitted.id }),
  };
  const fields = {
    group_member_id,
    group_id: group.id,
    role,
    space_id: isOrganization ? group.row.space_id : group.id,
    organization_id: isOrganization ? admitted.id : null,
    person_id: isOrganization ? null : admitted.id,
    display_name: isOrganization ? null : admitted.name,
    starts_on: null,
    ends_on: null,
    sample: 0,
  };
  return { group_member_id, params, fields };
}

function Admit({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const [kind, setKind] = useState<Admitted["kind"]>("organization");
  const [admitted, setAdmitted] = useState<Admitted | undefined>(undefined);
  const [role, setRole] = useState<GroupRole>("member");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const inIt = new Set(group.members.map((member) => member.organization_id ?? member.person_id));
  const admit = async () => {
    if (!admitted) return;
    const { group_member_id, params, fields } = admission(group, admitted, role);
    const outcome = await send("group_member.admit", params, [
      ["group_member", "insert", group_member_id, fields],
    ]);
    const words = takeRefusal(outcome);
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  const choose = (next: Admitted["kind"]) => {
    setKind(next);
    setAdmitted(undefined);
  };
  return (
    <Dialog
      title={<Words k="admit_title" parts={{ name: <bdi>{group.name}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t("admit_do"),
        run: admit,
        reason: admitted ? needsConnection() : t("admit_choose_first"),
      }}
    >
      <fieldset class="field">
        <legend>{t("admit_what")}</legend>
        <Choice
          name="kind"
          value="organization"
          chosen={kind}
          onChoose={() => choose("organization")}
          hint={t("hint_admit_organization")}
        >
          {t("admit_organization")}
        </Choice>
        <Choice
          name="kind"
          value="person"
          chosen={kind}
          onChoose={() => choose("person")}
          hint={t("hint_admit_person")}
        >
          {t("admit_person")}
        </Choice>
      </fieldset>
      <div class="field">
        {kind === "organization" ? (
          <SearchBox
            key="organization"
            label={t("admit_which_organization")}
            labelled
            things={[...organizations.value.values()].filter((one) => !inIt.has(one.id))}
            mark={(one) => <StandingMark standing={one.standing} />}
            note={noteOf}
            onChoose={(one) => setAdmitted({ kind: "organization", id: one.id, name: one.name })}
          />
        ) : (
          <SearchBox
            key="person"
            label={t("field_person")}
            labelled
            things={people.value.filter((one) => !inIt.has(one.id))}
            mark={() => <Mark kind="open" />}
            note={(one) => formatList(one.organizations)}
            onChoose={(one) => setAdmitted({ kind: "person", id: one.id, name: one.name })}
          />
        )}
      </div>
      <SelectField
        label={t("field_role")}
        value={role}
        options={roleOptions()}
        onInput={(value) => setRole(toRole(value))}
      />
      <Refusal words={refusal} />
    </Dialog>
  );
}

const today = () => new Date().toISOString().slice(0, 10);

function ChangeMember({
  member,
  onClose,
}: {
  readonly member: GroupMember;
  readonly onClose: () => void;
}) {
  const [seen] = useState(member);
  const [role, setRole] = useState<GroupRole | "ended">(seen.role);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { group_member_id } = seen;
  const save = async () => {
    const outcome =
      role === "ended"
        ? await send("group_member.end", { group_member_id }, [
            ["group_member", "update", group_member_id, { ends_on: today() }],
          ])
        : await send(
            "group_member.set_role",
            { group_member_id, role: { from: seen.role, to: role } },
            [["group_member", "update", group_member_id, { role }]],
          );
    const words = takeRefusal(outcome);
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="member_change_title" parts={{ name: <bdi>{memberName(seen)}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t(role === "ended" ? "member_end_do" : "member_change_do"),
        run: save,
        reason: role === seen.role ? t("nothing_changed") : needsConnection(),
      }}
    >
      <fieldset class="field">
        <legend>{t("field_role")}</legend>
        {roleOptions().map((option) => (
          <Choice
            key={option.value}
            name="role"
            value={option.value}
            chosen={role}
            onChoose={() => setRole(toRole(option.value))}
          >
            {option.word}
          </Choice>
        ))}
        <Choice
          name="role"
          value="ended"
          chosen={role}
          onChoose={() => setRole("ended")}
          hint={t("hint_member_ended")}
        >
          {t("role_out")}
        </Choice>
      </fieldset>
      <Refusal words={refusal} />
    </Dialog>
  );
}

/** Who stops reading, what stays: before one leaves, since only a facilitator can admit again. */
function Leave(props: {
  readonly group: Group;
  readonly member: GroupMember;
  readonly onClose: () => void;
}) {
  const { group, member, onClose } = props;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const who = memberName(member);
  const delegates = [...rows("belonging").value.values()]
    .filter((one) => one.ends_on === null && one.role !== "base_member")
    .filter((one) => one.organization_id === member.organization_id)
    .map((one) => one.display_name);
  const rest = group.members.filter((one) => one !== member && one.organization_id !== null);
  const leave = async () => {
    const { group_member_id } = member;
    const outcome = await send("group_member.end", { group_member_id }, [
      ["group_member", "update", group_member_id, { ends_on: today() }],
    ]);
    const words = takeRefusal(outcome);
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="leave_title" parts={{ name: <bdi>{group.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("leave_do", { name: who }), run: leave, reason: needsConnection() }}
    >
      <p class="lede">
        <Words k="leave_words" parts={{ name: <bdi>{who}</bdi> }} />
      </p>
      <div class="field">
        <h3 class="sec">{t("leave_stops")}</h3>
        <ul class="plainrows">
          <li>
            <span>
              <Words
                k={delegates.length > 0 ? "leave_delegates" : "leave_reads"}
                parts={{ names: <bdi>{formatList(delegates.length > 0 ? delegates : [who])}</bdi> }}
              />
            </span>
          </li>
        </ul>
      </div>
      <div class="field">
        <h3 class="sec">{t("leave_stays")}</h3>
        <ul class="plainrows">
          <li>
            <span>
              <Words k="leave_wrote" parts={{ name: <bdi>{who}</bdi> }} />
            </span>
          </li>
          {rest.length > 0 ? (
            <li>
              <span>
                <Words
                  k="leave_rest"
                  values={{ count: rest.length }}
                  parts={{ names: <bdi>{formatList(rest.map(memberName))}</bdi> }}
                />
              </span>
            </li>
          ) : null}
        </ul>
      </div>
      <Refusal words={refusal} />
    </Dialog>
  );
}

interface RowProps {
  readonly member: GroupMember;
  readonly canEdit: boolean;
  readonly onChange: (member: GroupMember) => void;
}

function MemberRow({ member, canEdit, onChange }: RowProps) {
  const isMe = member.person_id !== null && member.person_id === viewer.value.person_id;
  const name = memberName(member);
  return (
    <li>
      <span>
        {member.organization_id === null ? (
          isMe ? (
            <b>
              <Words k="member_you" parts={{ name: <Name>{name}</Name> }} />
            </b>
          ) : (
            <Name>{name}</Name>
          )
        ) : (
          <Link href={`/network/${member.organization_id}`}>
            <Name>{name}</Name>
          </Link>
        )}
      </span>
      <span class="end">
        {groupRoleWord(member.role)}
        {canEdit ? (
          <button
            type="button"
            class="editbtn"
            aria-label={t("change_named", { name })}
            onClick={() => onChange(member)}
          >
            {t("change")}
          </button>
        ) : null}
      </span>
    </li>
  );
}

/** My own row, or that of the organization I act for: what I could leave by. */
function ownRow(group: Group): GroupMember | undefined {
  const { person_id, acting_for } = viewer.value;
  if (person_id === null) return undefined;
  return group.members.find(
    (member) => member.person_id === person_id || member.organization_id === acting_for,
  );
}

/** Into a group that is open: a delegate for the organization, anybody else in person. */
function Join({ group }: { readonly group: Group }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  if (!rightTo("join_group", "group", group.id).ok) return null;
  const params = { group_member_id: newId(), group_id: group.id };
  const join = async () => setRefusal(takeRefusal(await send("group_member.join", params)));
  return (
    <>
      <Button reason={needsConnection()} onClick={() => void join()}>
        {t("join_act")}
      </Button>
      <Refusal words={refusal} />
    </>
  );
}

const RoomCodes = lazy(async () => (await import("./RoomCodes")).RoomCodes, "members");
const OpenCode = lazy(async () => (await import("./RoomCodes")).OpenCode, "members");

type Open =
  | { readonly kind: "admit" | "code" }
  | { readonly kind: "leave" | "change"; readonly member: GroupMember }
  | undefined;

function MemberActs(props: {
  readonly group: Group;
  readonly canEdit: boolean;
  readonly onOpen: (open: Open) => void;
}) {
  const { group, canEdit, onOpen } = props;
  const mine = ownRow(group);
  const mayLeave =
    mine !== undefined && rightTo("leave_group", "group_member", mine.group_member_id).ok;
  if (isFinal(group.row.state)) return null;
  return (
    <div class="btns block-s">
      {canEdit ? <Button onClick={() => onOpen({ kind: "admit" })}>{t("admit_act")}</Button> : null}
      {canEdit ? (
        <Button onClick={() => onOpen({ kind: "code" })}>{t("room_code_act")}</Button>
      ) : null}
      {mine === undefined && group.row.admission === "open" ? <Join group={group} /> : null}
      {mine && mayLeave ? (
        <Button look="plain" onClick={() => onOpen({ kind: "leave", member: mine })}>
          {t("leave_act")}
        </Button>
      ) : null}
    </div>
  );
}

export function Members({ group, canEdit }: { readonly group: Group; readonly canEdit: boolean }) {
  const [open, setOpen] = useState<Open>(undefined);
  const close = () => setOpen(undefined);
  const sorted = group.members.toSorted((a, b) => collator().compare(memberName(a), memberName(b)));
  const bodies = sorted.filter((member) => member.organization_id !== null);
  const persons = sorted.filter((member) => member.person_id !== null);
  const onChange = (member: GroupMember) => setOpen({ kind: "change", member });
  const counted = [
    t("count_organizations_plain", { count: bodies.length }),
    persons.length > 0 ? t("count_persons", { count: persons.length }) : "",
  ].filter((part) => part !== "");
  const byPerson = group.row.vote_unit === "person";
  const hasCode = by("room_code", "group_id", group.id).value.some(({ state }) => state === "open");
  const list = (members: readonly GroupMember[]) => (
    <ul class="plainrows">
      {members.map((member) => (
        <MemberRow
          key={member.group_member_id}
          member={member}
          canEdit={canEdit}
          onChange={onChange}
        />
      ))}
    </ul>
  );
  return (
    <Section title={t("members_title")} end={<span class="muted">{listInLine(counted)}</span>}>
      {sorted.length === 0 ? <p class="muted note">{t("members_none")}</p> : null}
      {bodies.length > 0 ? (
        <>
          <h3 class="namehead">
            {t(byPerson ? "members_organizations" : "members_organizations_vote")}
          </h3>
          {list(bodies)}
        </>
      ) : null}
      {persons.length > 0 ? (
        <>
          <h3 class="namehead">{t(byPerson ? "members_persons_vote" : "members_persons")}</h3>
          {list(persons)}
        </>
      ) : null}
      {isFinal(group.row.state) || !hasCode ? null : <RoomCodes group={group} canEdit={canEdit} />}
      <MemberActs group={group} canEdit={canEdit} onOpen={setOpen} />
      {open?.kind === "code" ? <OpenCode group={group} onClose={close} /> : null}
      {open?.kind === "admit" ? <Admit group={group} onClose={close} /> : null}
      {open?.kind === "change" ? <ChangeMember member={open.member} onClose={close} /> : null}
      {open?.kind === "leave" ? <Leave group={group} member={open.member} onClose={close} /> : null}
    </Section>
  );
}
