/*
 * Choosing who owns something: nobody yet, an organization, a person or a group, of those who can
 * see it.
 */
import { Choice, Mark, SearchBox, StandingMark } from "../../components";
import { formatList, type Key, t } from "../../i18n";
import { organizations } from "../model/directory";
import { groups } from "../model/groups";
import type { OwnerColumns, OwnerKind } from "../model/items";
import { people, type SeenPerson } from "../model/people";
import { noteOf } from "../network/notes";

export interface Owner {
  readonly kind: OwnerKind;
  readonly id: string;
  readonly name: string;
}

export type OwnerDraft = {
  readonly kind: OwnerKind | "nobody";
  readonly chosen: Owner | undefined;
};

const KINDS = {
  nobody: "owner_nobody",
  organization: "owner_organization",
  person: "owner_person",
  group: "owner_group",
} as const satisfies Record<OwnerDraft["kind"], Key>;

/** Where it stands: in the space of this group, or of the coalition. */
export interface Place {
  readonly group_id: string | null;
  readonly isWithin: boolean;
}

/** In a group's own space only those who are in it can own; elsewhere whoever is in the coalition. */
function candidates(place: Place) {
  const group = place.group_id === null ? undefined : groups.value.get(place.group_id);
  if (!place.isWithin || group === undefined) {
    return {
      organizations: [...organizations.value.values()].filter(
        (one) => one.standing !== "outside" && one.standing !== "left",
      ),
      people: people.value,
      groups: [...groups.value.values()],
    };
  }
  const inIt = new Set(group.members.map((member) => member.organization_id ?? ""));
  const persons: SeenPerson[] = group.members.flatMap((member) =>
    member.person_id === null
      ? []
      : [
          {
            id: member.person_id,
            name: member.display_name ?? "",
            acronyms: [],
            spellings: [],
            organizations: [],
            organization_ids: [],
          },
        ],
  );
  const delegates = people.value.filter((one) => one.organization_ids.some((id) => inIt.has(id)));
  const known = new Set(persons.map((one) => one.id));
  return {
    organizations: [...organizations.value.values()].filter((one) => inIt.has(one.id)),
    people: [...persons, ...delegates.filter((one) => !known.has(one.id))],
    groups: [group],
  };
}

export function OwnerField(props: {
  readonly place: Place;
  readonly draft: OwnerDraft;
  readonly onChange: (draft: OwnerDraft) => void;
}) {
  const { place, draft, onChange } = props;
  const those = candidates(place);
  const choose = (kind: OwnerKind) => (one: { readonly id: string; readonly name: string }) =>
    onChange({ kind, chosen: { kind, id: one.id, name: one.name } });
  return (
    <>
      <fieldset class="field">
        <legend>{t("field_owner")}</legend>
        {(Object.keys(KINDS) as OwnerDraft["kind"][]).map((kind) => (
          <Choice
            key={kind}
            name="owner"
            value={kind}
            chosen={draft.kind}
            onChoose={() => onChange({ kind, chosen: undefined })}
          >
            {t(KINDS[kind])}
          </Choice>
        ))}
      </fieldset>
      {draft.kind === "nobody" ? null : (
        <div class="field">
          {draft.kind === "organization" ? (
            <SearchBox
              key="organization"
              label={t("owner_which_organization")}
              labelled
              things={those.organizations}
              mark={(one) => <StandingMark standing={one.standing} />}
              note={noteOf}
              onChoose={choose("organization")}
            />
          ) : draft.kind === "person" ? (
            <SearchBox
              key="person"
              label={t("owner_which_person")}
              labelled
              things={those.people}
              mark={() => <Mark kind="open" />}
              note={(one) => formatList(one.organizations)}
              onChoose={choose("person")}
            />
          ) : (
            <SearchBox
              key="group"
              label={t("owner_which_group")}
              labelled
              things={those.groups}
              mark={() => <Mark kind="open" />}
              note={() => ""}
              onChoose={choose("group")}
            />
          )}
        </div>
      )}
    </>
  );
}

/** Whether a choice is still to be made. */
export const isOwnerMissing = (draft: OwnerDraft): boolean =>
  draft.kind !== "nobody" && draft.chosen === undefined;

/** The three columns that name an owner. */
export const ownerColumns = (owner: Owner | undefined): OwnerColumns => ({
  owner_organization_id: owner?.kind === "organization" ? owner.id : null,
  owner_person_id: owner?.kind === "person" ? owner.id : null,
  owner_group_id: owner?.kind === "group" ? owner.id : null,
});
