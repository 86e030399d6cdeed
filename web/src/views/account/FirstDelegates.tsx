/*
 * The secretariat's screen for beginning: every organization of the coalition that nobody speaks for, with
 * the link for its first delegate one press away, and those that have begun.
 */
import { useState } from "preact/hooks";
import { Button, Empty, Link, Name, PageHead, Section, Words } from "../../components";
import { collator, t } from "../../i18n";
import { by, may, type RowOf } from "../../sync";
import { organizations } from "../model/directory";
import { NotHere } from "../NotHere";
import { IN_COALITION } from "../network/CountLine";
import { InviteDialog } from "./Invite";
import { openInvitations } from "./OpenInvitations";

interface Led {
  readonly id: string;
  readonly name: string;
  /** Its delegates, without those made up as samples: these cannot sign in. */
  readonly delegates: readonly RowOf<"belonging">[];
}

/** Those in the coalition, by name. */
const inCoalition = (): readonly Led[] =>
  [...organizations.value.values()]
    .filter((one) => IN_COALITION.has(one.standing))
    .map(({ id, name }) => ({
      id,
      name,
      delegates: by("belonging", "organization_id", id).value.filter(
        (one) => one.ends_on === null && one.role !== "base_member" && one.sample === 0,
      ),
    }))
    .sort((a, b) => collator().compare(a.name, b.name));

const isLed = ({ delegates }: Led): boolean =>
  delegates.some(({ role }) => role === "lead_delegate");

function WithDelegates({ list }: { readonly list: readonly Led[] }) {
  if (list.length === 0) return null;
  return (
    <Section title={t("first_with")} count={list.length}>
      <ul class="plainrows">
        {list.map((one) => (
          <li key={one.id}>
            <Link href={`/network/${one.id}`}>
              <Name>{one.name}</Name>
            </Link>
            <span class="end">{t("people_count", { count: one.delegates.length })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function FirstDelegates() {
  const [open, setOpen] = useState<Led | undefined>(undefined);
  if (!may("set_affiliation").value.ok) return <NotHere />;
  const all = inCoalition();
  const list = all.filter((one) => !isLed(one));
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
        <WithDelegates list={all.filter(isLed)} />
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
