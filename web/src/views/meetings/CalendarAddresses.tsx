/*
 * Secret addresses by which a calendar program fetches one's own meetings, or a group's. The browser
 * makes the address and tells the server only what it is known by; so it is shown here once.
 */
import { useState } from "preact/hooks";
import { Button, Dialog, Refusal, Section, TextField } from "../../components";
import { t } from "../../i18n";
import { newId, newToken, type RowOf, rows, send, tokenHash, viewer } from "../../sync";
import type { Group } from "../model/groups";
import { takeRefusal } from "../model/refusals";
import { needsConnection, rightTo } from "../model/rights";

type Address = RowOf<"calendar_address">;

const ADDRESSES_MOST = 5;

/** Makes the row, and gives the address once the server has it. */
async function openAddress(
  group_id: string | null,
): Promise<{ readonly address: string } | { readonly refusal: string }> {
  const calendar_address_id = newId();
  const secret = newToken();
  const params = { calendar_address_id, address_hash: await tokenHash(secret) };
  const outcome =
    group_id === null
      ? await send("calendar_address.make", params)
      : await send("calendar_address.make_for_group", { ...params, group_id });
  const refusal = takeRefusal(outcome);
  return refusal === undefined
    ? { address: `${location.origin}/calendar/${secret}.ics` }
    : { refusal };
}

function Made({ address, onClose }: { readonly address: string; readonly onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={t("calendar_made")} onClose={onClose}>
      <p>{t("calendar_how")}</p>
      <TextField label={t("calendar_label")} value={address} onInput={() => undefined} readOnly />
      <p class="btns">
        <Button
          look="primary"
          onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}
        >
          {t("calendar_copy")}
        </Button>
        <span role="status">{copied ? t("calendar_copied") : ""}</span>
      </p>
    </Dialog>
  );
}

function Line({ one }: { readonly one: Address }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { calendar_address_id } = one;
  const revoke = async () =>
    setRefusal(
      takeRefusal(
        await send("calendar_address.revoke", { calendar_address_id }, [
          ["calendar_address", "update", calendar_address_id, { state: "revoked" }],
        ]),
      ),
    );
  const canRevoke = rightTo("revoke_calendar", "calendar_address", calendar_address_id).ok;
  return (
    <li>
      <span>
        {t(one.group_id === null ? "calendar_one_mine" : "calendar_one_group")}
        <Refusal words={refusal} />
      </span>
      {canRevoke ? (
        <span class="end">
          <button
            type="button"
            class="editbtn"
            disabled={needsConnection() !== undefined}
            onClick={() => void revoke()}
          >
            {t("calendar_revoke")}
          </button>
        </span>
      ) : null}
    </li>
  );
}

/** group undefined: one's own. */
export function CalendarAddresses({ group }: { readonly group?: Group }) {
  const [address, setAddress] = useState<string | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const space = group?.id ?? viewer.value.person_id;
  const open = [...rows("calendar_address").value.values()].filter(
    (one) => one.state === "open" && one.space_id === space,
  );
  const canMake = group === undefined || rightTo("edit_group", "group", group.id).ok;
  if (open.length === 0 && !canMake) return null;
  const make = async () => {
    const made = await openAddress(group?.id ?? null);
    if ("address" in made) setAddress(made.address);
    else setRefusal(made.refusal);
  };
  return (
    <Section title={t("calendar_title")} count={open.length}>
      <p class="small muted note">
        {t(group === undefined ? "calendar_words" : "calendar_words_group")}
      </p>
      <ul class="plainrows">
        {open.map((one) => (
          <Line key={one.calendar_address_id} one={one} />
        ))}
      </ul>
      <Refusal words={refusal} />
      {canMake ? (
        <div class="btns block-s">
          <Button
            onClick={() => void make()}
            reason={
              open.length >= ADDRESSES_MOST
                ? t("E_TOO_MANY", { most: ADDRESSES_MOST })
                : needsConnection()
            }
          >
            {t("calendar_make")}
          </Button>
        </div>
      ) : null}
      {address === undefined ? null : (
        <Made address={address} onClose={() => setAddress(undefined)} />
      )}
    </Section>
  );
}
