/* What one is invited into, each a whole sentence. */
import type { Key } from "../../i18n";

export const INTO: Readonly<Record<string, Key>> = {
  lead_delegate: "invited_into_lead_delegate",
  alternate: "invited_into_alternate",
  base_member: "invited_into_base_member",
  secretariat: "invited_into_secretariat",
  administrator: "invited_into_administrator",
};
