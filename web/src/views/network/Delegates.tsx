/*
 * Who speaks for an organization. Members at the base are seen inside it only; whoever may name
 * delegates can change and end what they named.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Choice,
  Dialog,
  Mark,
  Name,
  Refusal,
  SearchBox,
  Section,
  Tag,
  Words,
} from "../../components";
import { collator, formatList, t } from "../../i18n";
import { by, newId, type RowOf, send, viewer } from "../../sync";
import { OpenInvitations, openInvitations } from "../account/OpenInvitations";
import { lazy } from "../lazy";
import type { Organization } from "../model/directory";
import { people, type SeenPerson } from "../model/people";
import { takeRefusal } from "../model/refusals";
import { ActButton, needsConnection, rightTo, WhoCan } from "../model/rights";
import { COALITION_SPACE } from "../model/spaces";
import { type BelongingRole, belongingRoleWord } from "../model/vocabulary";

/* Visitors invite nobody. */
const InviteDialog = lazy(async () => (await import("../account/Invite")).InviteDialog, "members");

type Belonging = RowOf<"belonging">;

const ORDER: readonly BelongingRole[] = ["lead_delegate", "alternate", "base_member"];

const HINT = {
  lead_delegate: "hint_lead_delegate",
  alternate: "hint_alternate",
  base_member: "hint_base_member",
} as const;

function Roles(props: {
  readonly chosen: BelongingRole;
  readonly onChoose: (role: BelongingRole) => void;
}) {
  return (
    <fieldset class="field">
      <legend>{t("field_role")}</legend>
      {ORDER.map((role) => (
        <Choice
          key={role}
          name="role"
          value={role}
          chosen={props.chosen}
          onChoose={() => props.onChoose(role)}
          hint={t(HINT[role])}
        >
          {belongingRoleWord(role)}
        </Choice>
      ))}
    </fieldset>
  );
}

function AddPerson(props: { readonly organization: Organization; readonly onClose: () => void }) {
  const { organization, onClose } = props;
  const [person, setPerson] = useState<SeenPerson | undefined>(undefined);
  const [role, setRole] = useState<BelongingRole>("alternate");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const add = async () => {
    if (!person) return;
    const belonging_id = newId();
    const params = { belonging_id, person_id: person.id, organization_id: organization.id, role };
    const fields = {
      ...params,
      space_id: role === "base_member" ? organization.id : COALITION_SPACE,
      display_name: person.name,
      starts_on: null,
      ends_on: null,
      sample: 0,
    };
    const words = takeRefusal(
      await send("belonging.add", params, [["belonging", "insert", belonging_id, fields]]),
    );
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="delegate_add_title" parts={{ name: <bdi>{organization.name}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t("delegate_add_do"),
        run: add,
        reason: person ? needsConnection() : t("person_choose_first"),
      }}
    >
      <div class="field">
        <SearchBox
          label={t("field_person")}
          labelled
          things={people.value}
          mark={() => <Mark kind="open" />}
          note={(one) => formatList(one.organizations)}
          onChoose={setPerson}
        />
      </div>
      <Roles chosen={role} onChoose={setRole} />
      <Refusal words={refusal} />
    </Dialog>
  );
}

function ChangePerson(props: { readonly belonging: Belonging; readonly onClose: () => void }) {
  const [seen] = useState(props.belonging);
  const [role, setRole] = useState<BelongingRole | "ended">(seen.role);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { belonging_id } = seen;
  const save = async () => {
    const outcome =
      role === "ended"
        ? await send("belonging.end", { belonging_id }, [
            [
              "belonging",
              "update",
              belonging_id,
              { ends_on: new Date().toISOString().slice(0, 10) },
            ],
          ])
        : await send("belonging.set_role", { belonging_id, role: { from: seen.role, to: role } }, [
            ["belonging", "update", belonging_id, { role }],
          ]);
    const words = takeRefusal(outcome);
    if (words === undefined) props.onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="delegate_change_title" parts={{ name: <bdi>{seen.display_name}</bdi> }} />}
      onClose={props.onClose}
      act={{
        word: t(role === "ended" ? "delegate_end_do" : "delegate_change_do"),
        run: save,
        reason: role === seen.role ? t("nothing_changed") : needsConnection(),
      }}
    >
      <fieldset class="field">
        <legend>{t("field_role")}</legend>
        {ORDER.map((one) => (
          <Choice
            key={one}
            name="role"
            value={one}
            chosen={role}
            onChoose={() => setRole(one)}
            hint={t(HINT[one])}
          >
            {belongingRoleWord(one)}
          </Choice>
        ))}
        <Choice
          name="role"
          value="ended"
          chosen={role}
          onChoose={() => setRole("ended")}
          hint={t("hint_ended")}
        >
          {t("role_ended")}
        </Choice>
      </fieldset>
      <Refusal words={refusal} />
    </Dialog>
  );
}

const TakeBackFor = lazy(async () => (await import("../account/TakeBack")).TakeBackFor, "members");

/** The secretariat's, for whoever has asked for it; for oneself it is among one's own things. */
function TakeBack({ belonging }: { readonly belonging: Belonging }) {
  const [isOpen, setOpen] = useState(false);
  const isOwn = belonging.person_id === viewer.value.person_id;
  if (isOwn || !rightTo("redact", "belonging", belonging.belonging_id).ok) return null;
  return (
    <>
      <button
        type="button"
        class="editbtn"
        aria-label={t("take_back_open", { name: belonging.display_name })}
        onClick={() => setOpen(true)}
      >
        {t("take_back_short")}
      </button>
      {isOpen ? <TakeBackFor belonging={belonging} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

export function Delegates({ organization }: { readonly organization: Organization }) {
  const [open, setOpen] = useState<Belonging | "add" | "invite" | undefined>(undefined);
  const right = rightTo("invite", "organization", organization.id);
  const list = by("belonging", "organization_id", organization.id)
    .value.filter((one) => one.ends_on === null)
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.role) - ORDER.indexOf(b.role) ||
        collator().compare(a.display_name, b.display_name),
    );
  if (list.length === 0 && !right.ok) return null;
  return (
    <Section title={t("delegates_title")} count={list.length}>
      <ul class="plainrows">
        {list.map((one) => (
          <li key={one.belonging_id}>
            <span>
              <Name>{one.display_name}</Name> {one.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
            </span>
            <span class="end">
              {belongingRoleWord(one.role)}
              {right.ok ? (
                <button
                  type="button"
                  class="editbtn"
                  aria-label={t("change_named", { name: one.display_name })}
                  onClick={() => setOpen(one)}
                >
                  {t("change")}
                </button>
              ) : null}
              <TakeBack belonging={one} />
            </span>
          </li>
        ))}
      </ul>
      <p class="small muted note">{t("delegates_base")}</p>
      {right.ok ? (
        <>
          <p class="note btns">
            <Button onClick={() => setOpen("invite")}>{t("invite")}</Button>
            <ActButton right={right} look="plain" onClick={() => setOpen("add")}>
              {t("delegate_add")}
            </ActButton>
          </p>
          <OpenInvitations
            list={openInvitations(organization.id)}
            roleWord={(role) => belongingRoleWord(role as BelongingRole)}
          />
        </>
      ) : (
        <WhoCan right={right} />
      )}
      {open === "invite" ? (
        <InviteDialog
          title={<Words k="invite_title" parts={{ name: <bdi>{organization.name}</bdi> }} />}
          organization_id={organization.id}
          roles={(right.ok && list.some((one) => one.role === "lead_delegate")
            ? ORDER.toReversed()
            : ORDER
          ).map((role) => ({ role, word: belongingRoleWord(role), hint: t(HINT[role]) }))}
          onClose={() => setOpen(undefined)}
        />
      ) : open === "add" ? (
        <AddPerson organization={organization} onClose={() => setOpen(undefined)} />
      ) : open ? (
        <ChangePerson belonging={open} onClose={() => setOpen(undefined)} />
      ) : null}
    </Section>
  );
}
