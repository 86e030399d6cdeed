/*
 * Who sits in front of it: a person with their belongings, or a visitor.
 */
import { computed } from "@preact/signals";
import { belongings, by, rows, viewer } from "../../sync";
import { organizations } from "./directory";

export const me = computed(() => {
  const id = viewer.value.person_id;
  return id === null ? undefined : rows("person").value.get(id);
});

export const myBelongings = belongings;

export const myRoles = computed(() => {
  const id = viewer.value.person_id;
  if (id === null) return [];
  return [...rows("coalition_role").value.values()].filter(
    (role) => role.person_id === id && role.ends_on === null,
  );
});

/** My name as others see it: the person's own row may not have come yet. */
export const myName = computed(
  () =>
    me.value?.display_name ??
    by("belonging", "person_id", viewer.value.person_id ?? "").value[0]?.display_name ??
    myRoles.value[0]?.display_name ??
    undefined,
);

export const actingFor = computed(() => {
  const id = viewer.value.acting_for;
  return id === null ? undefined : organizations.value.get(id);
});
