/*
 * What the organizations one belongs to have applied for, as their own people read it; and the way to
 * apply for one that is not known yet. While it waits one may ask for another standing or withdraw.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Choice,
  Dialog,
  Dots,
  Link,
  Mark,
  Name,
  Refusal,
  Section,
  Words,
} from "../../components";
import { fuzzyDate, t } from "../../i18n";
import { may, type RowOf, rows, send, viewer } from "../../sync";
import { nameOf } from "../model/directory";
import { myBelongings } from "../model/me";
import { takeRefusal } from "../model/refusals";
import { needsConnection, rightTo } from "../model/rights";
import { affiliationStatusWord } from "../model/vocabulary";
import { AcceptCharter, acceptance, isCharterMet } from "./charter";

type Application = RowOf<"application">;

const isWaiting = ({ status }: Application): boolean =>
  status === "applicant" || status === "tentative";

function Seek({ of, onClose }: { readonly of: Application; readonly onClose: () => void }) {
  const [sought, setSought] = useState<"observer" | "member">(of.standing_sought ?? "observer");
  const [accepted, setAccepted] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { application_id } = of;
  const seek = async () => {
    const outcome = await send("application.seek", {
      application_id,
      standing_sought: { from: of.standing_sought, to: sought },
      ...acceptance(sought),
    });
    const words = takeRefusal(outcome);
    setRefusal(words);
    if (words === undefined) onClose();
  };
  const reason = isCharterMet(sought, accepted) ? needsConnection() : t("charter_first");
  return (
    <Dialog
      title={<Words k="seek_title" parts={{ name: <bdi>{of.organization_name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("seek_do"), run: seek, reason }}
    >
      <fieldset class="field">
        <legend>{t("tie_sought")}</legend>
        {(["observer", "member"] as const).map((value) => (
          <Choice
            key={value}
            name="sought"
            value={value}
            chosen={sought}
            onChoose={() => setSought(value)}
            hint={t(value === "member" ? "hint_member" : "hint_observer")}
          >
            {t(value === "member" ? "standing_member" : "standing_observer")}
          </Choice>
        ))}
      </fieldset>
      <AcceptCharter sought={sought} accepted={accepted} onAccept={setAccepted} />
      <Refusal words={refusal} />
    </Dialog>
  );
}

function Withdraw({ of, onClose }: { readonly of: Application; readonly onClose: () => void }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { application_id } = of;
  const withdraw = async () => {
    const words = takeRefusal(await send("application.withdraw", { application_id }));
    setRefusal(words);
    if (words === undefined) onClose();
  };
  return (
    <Dialog
      title={<Words k="withdraw_title" parts={{ name: <bdi>{of.organization_name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("withdraw_do"), run: withdraw, reason: needsConnection() }}
    >
      <p class="lede">{t("withdraw_words")}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

function One({ of }: { readonly of: Application }) {
  const [open, setOpen] = useState<"seek" | "withdraw" | undefined>(undefined);
  const right = rightTo("apply", "application", of.application_id);
  const close = () => setOpen(undefined);
  return (
    <li>
      <Mark kind={isWaiting(of) ? "waiting" : of.status === "left" ? "ended" : "past"} />
      <span>
        <b>
          <Name>{of.organization_name}</Name>
        </b>
        <span class="stated">
          <Dots>
            {[
              <Words
                key="to"
                k="application_to"
                parts={{ name: <bdi>{nameOf(of.parent_id)}</bdi> }}
              />,
              affiliationStatusWord(of.status),
              of.standing_sought === null
                ? ""
                : t("application_seeks", {
                    standing: affiliationStatusWord(of.standing_sought),
                  }),
              of.charter_version === null
                ? ""
                : t("charter_version", { version: of.charter_version }),
              of.applied_on === null
                ? ""
                : t("application_since", { date: fuzzyDate(of.applied_on) }),
            ]}
          </Dots>
        </span>
        {isWaiting(of) && right.ok ? (
          <span class="btns">
            <Button onClick={() => setOpen("seek")}>{t("seek_act")}</Button>
            <Button look="plain" onClick={() => setOpen("withdraw")}>
              {t("withdraw_act")}
            </Button>
          </span>
        ) : null}
        {open === "seek" ? <Seek of={of} onClose={close} /> : null}
        {open === "withdraw" ? <Withdraw of={of} onClose={close} /> : null}
      </span>
    </li>
  );
}

export function OwnApplications() {
  const list = [...rows("application").value.values()].sort((a, b) =>
    a.organization_name.localeCompare(b.organization_name),
  );
  const mayApply = may("apply_anew").value.ok && myBelongings.value.length === 0;
  if (viewer.value.person_id === null || (list.length === 0 && !mayApply)) return null;
  return (
    <Section title={t("applications_title")} count={list.length}>
      <ul class="plainrows">
        {list.map((one) => (
          <One key={one.application_id} of={one} />
        ))}
      </ul>
      {mayApply ? (
        <p class="btns note">
          <Link href="/apply" class="btn">
            {t("apply_title")}
          </Link>
        </p>
      ) : null}
    </Section>
  );
}
