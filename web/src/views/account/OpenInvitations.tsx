/* Invitations that somebody may still accept, and taking one back. */
import { useState } from "preact/hooks";
import { Name, Words } from "../../components";
import { formatDate, t } from "../../i18n";
import { type RowOf, rows, send } from "../../sync";
import { takeRefusal } from "../model/refusals";
import { rightTo } from "../model/rights";

type Invitation = RowOf<"invitation">;
export type InvitedRole = Invitation["role"];

const isOpen = (one: Invitation): boolean => one.state === "open" && one.expires_at_ms > Date.now();

/** Those of an organization, or of the staff (null), that somebody may still accept. */
export const openInvitations = (organization_id: string | null): readonly Invitation[] =>
  [...rows("invitation").value.values()]
    .filter((one) => one.organization_id === organization_id && isOpen(one))
    .sort((a, b) => a.expires_at_ms - b.expires_at_ms);

export function OpenInvitations(props: {
  readonly list: readonly Invitation[];
  readonly roleWord: (role: InvitedRole) => string;
}) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  if (props.list.length === 0) return null;
  const revoke = async ({ invitation_id }: Invitation) => {
    const outcome = await send("invitation.revoke", { invitation_id }, [
      ["invitation", "update", invitation_id, { state: "revoked" }],
    ]);
    setRefusal(takeRefusal(outcome));
  };
  return (
    <>
      <h3 class="sub">{t("invitations_open", { count: props.list.length })}</h3>
      <ul class="plainrows">
        {props.list.map((one) => (
          <li key={one.invitation_id}>
            <span>
              {one.name_for === null ? t("invitation_for_nobody") : <Name>{one.name_for}</Name>}
              <span class="hint">
                <Words
                  k="invitation_until"
                  values={{
                    role: props.roleWord(one.role),
                    date: formatDate(new Date(one.expires_at_ms), { dateStyle: "medium" }),
                  }}
                />
              </span>
            </span>
            {rightTo("revoke_invitation", "invitation", one.invitation_id).ok ? (
              <span class="end">
                <button type="button" class="editbtn" onClick={() => void revoke(one)}>
                  {t("invitation_revoke")}
                </button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {refusal === undefined ? null : <p class="fielderr">{refusal}</p>}
    </>
  );
}
