/*
 * The secretariat's screen for beginning: every organization of the coalition that nobody speaks for, with
 * the link for its first delegate one press away.
 */
import { useState } from "preact/hooks";
import { Button, Empty, Name, PageHead, Section, Words } from "../../components";
import { collator, t } from "../../i18n";
import { by, may } from "../../sync";
import { organizations } from "../model/directory";
import { NotHere } from "../NotHere";
import { IN_COALITION } from "../network/CountLine";
import { InviteDialog, openInvitations } from "./Invite";

interface Waiting {
  readonly id: string;
  readonly name: string;
}

/** Those in the coalition without a lead delegate. */
function withoutLead(): readonly Waiting[] {
  return [...organizations.value.values()]
    .filter((one) => IN_COALITION.has(one.standing))
    .filter(
      (one) =>
        !by("belonging", "organization_id", one.id).value.some(
          (belonging) => belonging.ends_on === null && belonging.role === "lead_delegate",
        ),
    )
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => collator().compare(a.name, b.name));
}

export function FirstDelegates() {
  const [open, setOpen] = useState<Waiting | undefined>(undefined);
  if (!may("set_affiliation").value.ok) return <NotHere />;
  const list = withoutLead();
  return (
    <>
      <PageHead title={t("first_title")} kicker={t("room_network")}>
        <p class="lede">{t("first_words")}</p>
      </PageHead>
      <div class="only-upto">
        {list.length === 0 ? (
          <Empty icon="network">{t("first_none")}</Empty>
        ) : (
          <Section title={t("first_list")} count={list.length}>
            <ul class="plainrows">
              {list.map((one) => {
                const waiting = openInvitations(one.id).length;
                return (
                  <li key={one.id}>
                    <span>
                      <Name>{one.name}</Name>
                      {waiting > 0 ? (
                        <span class="hint">{t("invitations_open", { count: waiting })}</span>
                      ) : null}
                    </span>
                    <span class="end">
                      <Button
                        onClick={() => setOpen(one)}
                        label={t("first_invite_named", { name: one.name })}
                      >
                        {t("first_invite")}
                      </Button>
                    </span>
                  </li>
                );
              })}
            </ul>
          </Section>
        )}
      </div>
      {open === undefined ? null : (
        <InviteDialog
          title={<Words k="invite_title" parts={{ name: <Name>{open.name}</Name> }} />}
          organization_id={open.id}
          roles={[
            { role: "lead_delegate", word: t("role_lead_delegate"), hint: t("hint_lead_delegate") },
          ]}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
