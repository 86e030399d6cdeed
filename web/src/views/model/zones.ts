/* Where organizations say they work; apart from meetings, because visitors do not need those. */
import { by, type RowOf } from "../../sync";

export const zonesOf = (organization_id: string): readonly RowOf<"organization_zone">[] =>
  by("organization_zone", "organization_id", organization_id).value.toSorted((a, b) =>
    a.zone < b.zone ? -1 : 1,
  );
