/* Whether one acts for an organization that may host a convening of the coalition's. */
import { computed } from "@preact/signals";
import { may, reads, viewer } from "../../sync";
import { COALITION_SPACE } from "./spaces";

export const mayHost = computed((): boolean => {
  const { acting_for } = viewer.value;
  return (
    acting_for !== null &&
    reads(COALITION_SPACE) &&
    may("host_convening", { table: "organization", id: acting_for }).value.ok
  );
});
