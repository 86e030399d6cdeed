/*
 * One's own page: what waits to be sent and what came back, who one is, whom one acts for, the
 * language, the keys, and the way out.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Choice,
  EditableFact,
  Link,
  Name,
  PageHead,
  Section,
  setSingleKeys,
  singleKeys,
  Words,
} from "../components";
import { allZones, cityOf, formatDate, formatList, type Key, language, t } from "../i18n";
import counts from "../i18n/reviewed.json?counts";
import { navigate } from "../router";
import {
  actFor,
  by,
  dismiss,
  isOwnDevice,
  markDevice,
  may,
  type Refused,
  refused,
  retry,
  signOut,
  viewer,
  waitingCount,
} from "../sync";
import { OwnAccount } from "./account/OwnAccount";
import { HowTold } from "./attention/HowTold";
import { Volumes } from "./attention/Volumes";
import { LanguageButtons } from "./frame/Languages";
import { OwnApplications } from "./joining/OwnApplications";
import { lazy } from "./lazy";
import { toDraft } from "./model/comments";
import { nameOf } from "./model/directory";
import { editPerson, savingOf } from "./model/edits";
import { NAME_MOST } from "./model/limits";
import { me, myBelongings, myName, myRoles } from "./model/me";
import { refusalWords } from "./model/refusals";
import { belongingRoleWord } from "./model/vocabulary";

const CalendarAddresses = lazy(
  async () => (await import("./meetings/CalendarAddresses")).CalendarAddresses,
  "members",
);

/** The words a person wrote in a command, with names for ids: what must not be lost when it is refused. */
function wordsIn(params: Readonly<Record<string, unknown>>): readonly string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(params)) {
    if (name.endsWith("_id") || name === "acting_for" || name === "about_table") continue;
    if (typeof value === "string") found.push(toDraft(value).text);
    else if (typeof value === "object" && value !== null && "to" in value) {
      if (typeof value.to === "string") found.push(toDraft(value.to).text);
    }
  }
  return found;
}

/** What it was about, where the replica still knows it. */
function aboutOf(params: Readonly<Record<string, unknown>>): string {
  const id = params["organization_id"];
  return typeof id === "string" ? nameOf(id) : "";
}

function RefusedBox({ one }: { readonly one: Refused }) {
  const words = wordsIn(one.params);
  const about = aboutOf(one.params);
  const time = formatDate(new Date(one.written_at), { timeStyle: "short" });
  return (
    <li class="errorbox">
      <p>
        <b>
          <Words k="refused_why" parts={{ why: refusalWords(one.error) }} />
        </b>
      </p>
      <p>
        {about === "" ? (
          t("refused_written", { time })
        ) : (
          <Words k="refused_written_about" values={{ time }} parts={{ name: <bdi>{about}</bdi> }} />
        )}
      </p>
      {words.map((text) => (
        <p key={text} class="kept" dir="auto">
          {t("quoted", { text })}
        </p>
      ))}
      <div class="btns">
        <Button look="primary" onClick={() => retry(one.command_id)}>
          {t("refused_retry")}
        </Button>
        {words.length > 0 ? (
          <Button onClick={() => void navigator.clipboard.writeText(words.join("\n"))}>
            {t("refused_copy")}
          </Button>
        ) : null}
        <Button look="plain" onClick={() => dismiss(one.command_id)}>
          {t("refused_throw")}
        </Button>
      </div>
    </li>
  );
}

function Waiting() {
  const list = refused.value;
  const count = waitingCount.value;
  if (list.length === 0 && count === 0) return null;
  return (
    <Section title={t("waiting_title")} count={list.length + count}>
      <p class="note">{t("waiting_kept")}</p>
      {count > 0 ? <p class="note">{t("waiting_will_go", { count })}</p> : null}
      <ul class="queue note">
        {list.map((one) => (
          <RefusedBox key={one.command_id} one={one} />
        ))}
      </ul>
    </Section>
  );
}

const ROLE = {
  secretariat: "who_am_secretariat",
  administrator: "who_am_administrator",
} as const satisfies Record<string, Key>;

/** While it waits for admission, its name is where its application is. */
const ownName = (id: string): string =>
  nameOf(id) ||
  by("application", "organization_id", id).value[0]?.organization_name ||
  t("your_organization");

/** Which kind of delegate one is, is the coalition's to read: who waits does not read it yet. */
const roleWord = (one: (typeof myBelongings.value)[number]): string => {
  const told = by("belonging", "organization_id", one.organization_id).value;
  return told.some(({ person_id }) => person_id === viewer.value.person_id)
    ? belongingRoleWord(one.role)
    : t("role_delegate");
};

/**
 * One speaks for exactly one organization at a time, or for nobody but oneself. At the base of one that
 * is below others, its name may be the coalition's to read, and not one's own.
 */
function ActingFor() {
  const list = myBelongings.value;
  if (list.length === 0) return null;
  const chosen = viewer.value.acting_for ?? "";
  return (
    <Section title={t("acting_title")}>
      <fieldset>
        <legend class="vh">{t("acting_title")}</legend>
        {list.map((one) => (
          <Choice
            key={one.organization_id}
            name="acting"
            value={one.organization_id}
            chosen={chosen}
            onChoose={actFor}
            hint={roleWord(one)}
          >
            <Name>{ownName(one.organization_id)}</Name>
          </Choice>
        ))}
        <Choice
          name="acting"
          value=""
          chosen={chosen}
          onChoose={() => actFor(null)}
          hint={t("acting_nobody_hint")}
        >
          {t("acting_nobody")}
        </Choice>
      </fieldset>
    </Section>
  );
}

/** The zones of this browser, UTC, and the one that is kept where the browser does not know it. */
function zoneOptions(kept: string | null) {
  const known = new Set([...allZones(), "UTC", ...(kept === null ? [] : [kept])]);
  const options = [...known].map((zone) => ({
    value: zone,
    word: t("zone_option", { city: cityOf(zone), zone }),
  }));
  return kept === null ? [{ value: "", word: t("not_stated") }, ...options] : options;
}

type Part = "display_name" | "time_zone";

function Profile() {
  const [open, setOpen] = useState<Part | undefined>(undefined);
  const person = me.value;
  if (!person) return null;
  const { person_id, display_name, time_zone } = person;
  const fact = (field: Part) => ({
    ...savingOf("person", person_id, field),
    canEdit: true,
    open: open === field,
    onOpen: () => setOpen(field),
    onClose: () => setOpen(undefined),
    onSave: (from: string | null, to: string | null) => editPerson(person_id, field, from, to),
  });
  return (
    <Section title={t("me_profile")}>
      <dl class="facts">
        <EditableFact
          words={{ label: t("field_display_name"), edit: t("edit_name"), save: t("save_name") }}
          {...fact("display_name")}
          value={display_name}
          editor={{ kind: "line", most: NAME_MOST, required: true }}
          hint={t("hint_display_name")}
        />
        <EditableFact
          words={{ label: t("field_zone"), edit: t("edit_own_zone"), save: t("save_own_zone") }}
          {...fact("time_zone")}
          value={time_zone}
          editor={{ kind: "choice", options: zoneOptions(time_zone) }}
          hint={t("hint_own_zone")}
        />
      </dl>
    </Section>
  );
}

const Keys = () => (
  <Section title={t("keys_title")}>
    <label class="choice">
      <input
        type="checkbox"
        checked={singleKeys.value}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
      <span>
        {t("keys_single")}
        <span class="hint">{t("keys_single_hint")}</span>
      </span>
    </label>
  </Section>
);

/** What may stay on this device. */
function Device() {
  return (
    <Section title={t("device_title")}>
      <fieldset>
        <legend class="vh">{t("device_title")}</legend>
        <Choice
          name="device"
          value="shared"
          chosen={isOwnDevice.value ? "own" : "shared"}
          onChoose={() => markDevice(false)}
          hint={t("device_shared_hint")}
        >
          {t("device_shared")}
        </Choice>
        <Choice
          name="device"
          value="own"
          chosen={isOwnDevice.value ? "own" : "shared"}
          onChoose={() => markDevice(true)}
          hint={t("device_own_hint")}
        >
          {t("device_own")}
        </Choice>
      </fieldset>
      <p class="small muted note">{t("hide_now_words")}</p>
    </Section>
  );
}

const LeaveForGood = lazy(async () => (await import("./account/TakeBack")).LeaveForGood, "members");

function Leaving() {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    await signOut();
    navigate("/sign-in", { replace: true });
  };
  return (
    <Section title={t("sign_out")}>
      <p class="note">{t("sign_out_words")}</p>
      {waitingCount.value > 0 ? (
        <p class="note due">{t("sign_out_waiting", { count: waitingCount.value })}</p>
      ) : null}
      <p class="note">
        <Button onClick={() => void leave()} reason={busy ? t("signing_out") : undefined}>
          {t("sign_out_do")}
        </Button>
      </p>
    </Section>
  );
}

/** Everything about oneself as one file: the browser fetches it, nothing of it is kept here. */
const OwnData = () => (
  <Section title={t("data_title")}>
    <p class="note">{t("data_words")}</p>
    <p class="note">
      <a class="btn" href="/api/v1/account/data.json" download>
        {t("data_do")}
      </a>
    </p>
  </Section>
);

function ForGood() {
  const [isOpen, setOpen] = useState(false);
  const { person_id } = viewer.value;
  if (person_id === null) return null;
  return (
    <Section title={t("depart_title")}>
      <p class="note">{t("depart_words")}</p>
      <p class="note">
        <Button onClick={() => setOpen(true)}>{t("depart_open")}</Button>
      </p>
      {isOpen ? <LeaveForGood person_id={person_id} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

/** Pages that only staff have. */
function Office() {
  const isAdministrator = may("manage_accounts").value.ok;
  const isSecretariat = may("set_affiliation").value.ok;
  const maySetUp = may("set_up_coalition").value.ok;
  const mayImport = may("set_up_convenings").value.ok;
  if (!isAdministrator && !isSecretariat) return null;
  return (
    <Section title={t("office_title")}>
      <ul class="plainrows">
        {isAdministrator ? (
          <li>
            <Link href="/accounts">{t("accounts_title")}</Link>
          </li>
        ) : null}
        {maySetUp ? (
          <li>
            <Link href="/coalition">{t("coalition_set_up")}</Link>
          </li>
        ) : null}
        {mayImport ? (
          <li>
            <Link href="/import">{t("import_title")}</Link>
          </li>
        ) : null}
        {isSecretariat ? (
          <li>
            <Link href="/first-delegates">{t("first_title")}</Link>
          </li>
        ) : null}
      </ul>
    </Section>
  );
}

/** How far a speaker of the language has looked these words over: nobody need wonder alone. */
function Reviewed() {
  const code = language.value;
  if (code === "en" || counts[code] === counts.all) return null;
  return (
    <p class="small muted note">
      {t("words_reviewed", { reviewed: counts[code], all: counts.all })}
    </p>
  );
}

export function Me() {
  const isVisitor = viewer.value.person_id === null;
  const roles = myRoles.value.map((one) => t(ROLE[one.role]));
  return (
    <>
      <PageHead
        title={isVisitor ? t("visitor") : (myName.value ?? t("me_title"))}
        kicker={t("me_title")}
      >
        {isVisitor ? (
          <p class="lede">
            {t("visitor_words")} <Link href="/sign-in">{t("sign_in")}</Link>
          </p>
        ) : roles.length > 0 ? (
          <p class="lede">{formatList(roles)}</p>
        ) : null}
      </PageHead>
      <div class="only-upto">
        <Waiting />
        <ActingFor />
        <Profile />
        {isVisitor ? null : <CalendarAddresses />}
        {isVisitor ? null : <OwnAccount />}
        {isVisitor ? null : <HowTold />}
        {isVisitor ? null : <Volumes />}
        <OwnApplications />
        <Office />
        <Section title={t("language")}>
          <LanguageButtons />
          <Reviewed />
        </Section>
        {isVisitor ? null : <Device />}
        <Keys />
        {isVisitor ? null : <OwnData />}
        {isVisitor ? null : <Leaving />}
        <ForGood />
      </div>
    </>
  );
}
