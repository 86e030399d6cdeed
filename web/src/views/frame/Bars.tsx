/*
 * The ways through the house: a rail at the start edge on wide screens, bars above and below on a
 * phone. Who one is, whom one acts for, and whether all is saved stand in the same place always.
 */
import { Icon, KEY_TABLE, Link, Name, Words } from "../../components";
import { t } from "../../i18n";
import { route } from "../../router";
import { connection, refused, viewer, waitingCount } from "../../sync";
import { briefName, coalition, rootId } from "../model/directory";
import { actingFor, myName } from "../model/me";
import { unseen } from "../model/unseen";
import { hideNow } from "./hide";
import { LanguageSelect } from "./Languages";
import { openPalette } from "./recent";
import { roomsHere, roomsInBar } from "./rooms";

const currentRoom = (): string => route.value.name.split("_")[0] ?? "";

function SavedState() {
  if (refused.value.length > 0) {
    return <span class="late">{t("saved_needs_you", { count: refused.value.length })}</span>;
  }
  if (waitingCount.value > 0) {
    const isLive = connection.value === "live";
    return (
      <span class="due">
        {isLive ? t("saving") : t("saved_waiting", { count: waitingCount.value })}
      </span>
    );
  }
  return <span class="ok">{t(connection.value === "live" ? "saved" : "saved_on_device")}</span>;
}

/** Name, whom one acts for, state of saving; all of it leads to one's own page. */
function Who() {
  const name = myName.value;
  const organization = actingFor.value;
  if (viewer.value.person_id === null) {
    return (
      <Link href="/me" class="who">
        <b>{t("visitor")}</b>
        {t("visitor_reads")}
      </Link>
    );
  }
  return (
    <Link href="/me" class="who" current={route.value.name === "me" ? "page" : undefined}>
      <b>
        <Name>{name ?? t("me_title")}</Name>
      </b>
      {viewer.value.acting_for === null ? null : (
        <span class="for">
          {organization ? (
            <Words k="acting_for" parts={{ name: <Name>{organization.name}</Name> }} />
          ) : (
            t("acting_for_own")
          )}
        </span>
      )}
      <SavedState />
    </Link>
  );
}

/** What I was told and have not looked at; the number is only drawn where there is one. */
function Bell({ look }: { readonly look?: "topbtn" }) {
  const count = unseen.value.length;
  return (
    <Link
      href="/notifications"
      class={look}
      current={currentRoom() === "notifications" ? "page" : undefined}
    >
      <Icon name="bell" />
      <span class={look && "vh"}>{t("notification_title")}</span>
      {count === 0 ? null : (
        <>
          <span class="vh"> {t("notification_unseen", { count })}</span>
          <span class="n" aria-hidden="true">
            {count}
          </span>
        </>
      )}
    </Link>
  );
}

/** Takes everything off the screen at once; the same as three presses of Shift. */
const HideNow = () => (
  <button type="button" class="linkbtn hidenow" onClick={hideNow}>
    {t("hide_now")}
  </button>
);

export const Rail = () => (
  <nav class="rail" aria-label={t("rooms")}>
    <Link href="/" class="wordmark">
      <Icon name="wordmark" />
      {t("product")}
    </Link>
    <p class="coalition">
      {rootId.value === undefined ? (
        <Name>{coalition.value?.name}</Name>
      ) : (
        <Link href={`/network/${rootId.value}`}>
          <Name>{coalition.value?.name}</Name>
        </Link>
      )}
    </p>
    <button type="button" class="railsearch" onClick={openPalette}>
      <Icon name="search" />
      <span>{t("palette_open")}</span>
      <kbd dir="ltr">{KEY_TABLE.palette.keys}</kbd>
    </button>
    <ul>
      {viewer.value.person_id === null ? null : (
        <li>
          <Bell />
        </li>
      )}
      {roomsHere().map((room) => (
        <li key={room.id}>
          <Link href={room.href} current={currentRoom() === room.id ? "page" : undefined}>
            <Icon name={room.icon} />
            <span>{t(room.word)}</span>
          </Link>
        </li>
      ))}
    </ul>
    <div class="railfoot">
      <LanguageSelect />
      <Who />
      {viewer.value.person_id === null ? null : <HideNow />}
    </div>
  </nav>
);

/** What fits at the end of the phone's top bar: a short name, else the word for oneself. */
function shortMe(): string {
  if (viewer.value.person_id === null) return t("visitor");
  const organization = actingFor.value;
  return organization && organization.acronyms.length > 0
    ? briefName(organization.id)
    : t("me_short");
}

export const TopBar = () => (
  <header class="topbar">
    <Link href="/" class="wordmark">
      <Icon name="wordmark" />
      <Name>{rootId.value === undefined ? t("product") : briefName(rootId.value)}</Name>
    </Link>
    {viewer.value.person_id === null ? null : <HideNow />}
    <button type="button" class="topbtn" onClick={openPalette}>
      <Icon name="search" />
      <span class="vh">{t("palette_open")}</span>
    </button>
    {viewer.value.person_id === null ? null : <Bell look="topbtn" />}
    {roomsHere().length > roomsInBar().length ? (
      <Link href="/more" class="topbtn" current={route.value.name === "more" ? "page" : undefined}>
        <Icon name="more" />
        <span class="vh">{t("rooms_more")}</span>
      </Link>
    ) : null}
    <Link href="/me" class="topbtn me" current={route.value.name === "me" ? "page" : undefined}>
      {actingFor.value ? <span class="vh">{t("you_act_for")} </span> : null}
      <Name>{shortMe()}</Name>
    </Link>
  </header>
);

export const BottomBar = () => (
  <nav class="tabbar" aria-label={t("rooms_main")}>
    {roomsInBar().map((room) => (
      <Link key={room.id} href={room.href} current={currentRoom() === room.id ? "page" : undefined}>
        <Icon name={room.icon} />
        <span>{t(room.short)}</span>
      </Link>
    ))}
  </nav>
);
