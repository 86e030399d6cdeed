/*
 * Which page stands at which address. Each is fetched when it is first opened, and the others ahead of
 * that where the line is good. What the list of organizations says, which visitors come to first, comes
 * with the first load.
 */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { LoadingRows } from "../components";
import { route } from "../router";
import { arrived, slowLoading, viewer } from "../sync";
import { fetchAhead } from "./ahead";
import { Frame } from "./frame/Frame";
import { lazy } from "./lazy";
import { NotHere } from "./NotHere";
import { keepZone, lacksZone } from "./own_zone";

const NetworkList = lazy(
  async () => (await import("./network/NetworkList")).NetworkList,
  "everybody",
  "first",
);
const NetworkHome = lazy(
  async () => (await import("./network/NetworkList")).NetworkHome,
  "everybody",
  "first",
);
const OrganizationPage = lazy(
  async () => (await import("./network/OrganizationPage")).OrganizationPage,
);
const NewOrganization = lazy(
  async () => (await import("./network/NewOrganization")).NewOrganization,
  "members",
);
const NetworkDrawing = lazy(
  async () => (await import("./network/NetworkDrawing")).NetworkDrawing,
  "members",
);
const GroupList = lazy(async () => (await import("./groups/GroupList")).GroupList);
const GroupsHome = lazy(async () => (await import("./groups/GroupList")).GroupsHome);
const GroupPage = lazy(async () => (await import("./groups/GroupPage")).GroupPage);
const NewGroup = lazy(async () => (await import("./groups/NewGroup")).NewGroup, "members");
const LineagePage = lazy(async () => (await import("./history/Lineage")).Lineage, "members");
const ConveningList = lazy(async () => (await import("./convenings/ConveningList")).ConveningList);
const ConveningsHome = lazy(
  async () => (await import("./convenings/ConveningList")).ConveningsHome,
);
const ConveningPage = lazy(
  async () => (await import("./convenings/ConveningPage")).ConveningPage,
  "members",
);
const SeriesPage = lazy(
  async () => (await import("./convenings/SeriesPage")).SeriesPage,
  "members",
);
const NewConvening = lazy(
  async () => (await import("./convenings/NewConvening")).NewConvening,
  "members",
);
const NewSeries = lazy(async () => (await import("./convenings/NewSeries")).NewSeries, "members");
const VoiceList = lazy(async () => (await import("./voices/VoiceList")).VoiceList, "members");
const VoicesHome = lazy(async () => (await import("./voices/VoiceList")).VoicesHome, "members");
const VoicePage = lazy(async () => (await import("./voices/VoicePage")).VoicePage, "members");
const NewVoice = lazy(async () => (await import("./voices/NewVoice")).NewVoice, "members");
const DecisionList = lazy(
  async () => (await import("./decisions/DecisionList")).DecisionList,
  "members",
);
const DecisionsHome = lazy(
  async () => (await import("./decisions/DecisionList")).DecisionsHome,
  "members",
);
const ProposalPage = lazy(
  async () => (await import("./decisions/ProposalPage")).ProposalPage,
  "members",
);
const NewProposal = lazy(
  async () => (await import("./decisions/NewProposal")).NewProposal,
  "members",
);
const DispatchList = lazy(
  async () => (await import("./dispatches/DispatchList")).DispatchList,
  "members",
);
const DispatchesHome = lazy(
  async () => (await import("./dispatches/DispatchList")).DispatchesHome,
  "members",
);
const DispatchPage = lazy(
  async () => (await import("./dispatches/DispatchPage")).DispatchPage,
  "members",
);
const NewDispatch = lazy(
  async () => (await import("./dispatches/NewDispatch")).NewDispatch,
  "members",
);
const Questions = lazy(async () => (await import("./questions/Questions")).Questions, "members");
const ItemList = lazy(async () => (await import("./items/ItemList")).ItemList, "members");
const ItemsHome = lazy(async () => (await import("./items/ItemList")).ItemsHome, "members");
const ItemPage = lazy(async () => (await import("./items/ItemPage")).ItemPage, "members");
const NewItem = lazy(async () => (await import("./items/NewItem")).NewItem, "members");
const MeetingList = lazy(
  async () => (await import("./meetings/MeetingList")).MeetingList,
  "members",
);
const MeetingsHome = lazy(
  async () => (await import("./meetings/MeetingList")).MeetingsHome,
  "members",
);
const MeetingPage = lazy(
  async () => (await import("./meetings/MeetingPage")).MeetingPage,
  "members",
);
const NewMeeting = lazy(async () => (await import("./meetings/NewMeeting")).NewMeeting, "members");
const PlansHome = lazy(async () => (await import("./plan/PlanList")).PlansHome, "members");
const PlanPage = lazy(async () => (await import("./plan/PlanPage")).PlanPage, "members");
const NewPlan = lazy(async () => (await import("./plan/NewPlan")).NewPlan, "members");
const MilestonePage = lazy(
  async () => (await import("./plan/MilestonePage")).MilestonePage,
  "members",
);
const Today = lazy(async () => (await import("./Today")).Today, "members", "door");
const More = lazy(async () => (await import("./More")).More, "members");
const CoalitionPage = lazy(
  async () => (await import("./coalition/CoalitionPage")).CoalitionPage,
  "members",
);
const ImportPage = lazy(async () => (await import("./import/ImportPage")).ImportPage, "members");
const Apply = lazy(async () => (await import("./joining/Apply")).Apply, "members");
const Me = lazy(async () => (await import("./Me")).Me, "members");
const JoinRoom = lazy(async () => (await import("./account/JoinRoom")).JoinRoom, "sent", "door");
const Invitation = lazy(
  async () => (await import("./account/Invitation")).Invitation,
  "sent",
  "door",
);
const Accounts = lazy(async () => (await import("./account/Accounts")).Accounts, "members");
const FirstDelegates = lazy(
  async () => (await import("./account/FirstDelegates")).FirstDelegates,
  "members",
);
const Notifications = lazy(
  async () => (await import("./attention/Notifications")).Notifications,
  "members",
);
const News = lazy(async () => (await import("./attention/News")).News, "members");
const Unsubscribe = lazy(async () => (await import("./account/Unsubscribe")).Unsubscribe, "sent");
const SignIn = lazy(async () => (await import("./SignIn")).SignIn, "everybody", "door");

/** The front door: Today, and for whoever is not signed in the network, which is what they read. */
function Home() {
  const { person_id, ready } = viewer.value;
  if (person_id !== null) return <Today />;
  return ready ? <NetworkHome /> : <LoadingRows slow={slowLoading.value} />;
}

interface Screen {
  readonly page: ComponentChildren;
  /** The list beside the page, where the screen is wide enough. */
  readonly list?: ComponentChildren;
}

function screen(): Screen {
  const { name, params } = route.value;
  const id = params["id"] ?? "";
  switch (name) {
    case "network":
      return { page: <NetworkHome /> };
    case "network_new":
      return { page: <NewOrganization />, list: <NetworkList isPane /> };
    case "network_drawing":
      return { page: <NetworkDrawing /> };
    case "network_organization":
      return { page: <OrganizationPage id={id} />, list: <NetworkList isPane /> };
    case "groups":
      return { page: <GroupsHome /> };
    case "groups_new":
      return { page: <NewGroup />, list: <GroupList isPane /> };
    case "groups_history":
      return { page: <LineagePage /> };
    case "groups_group":
      return { page: <GroupPage id={id} />, list: <GroupList isPane /> };
    case "convenings":
      return { page: <ConveningsHome /> };
    case "convenings_new":
      return { page: <NewConvening />, list: <ConveningList isPane /> };
    case "convenings_convening":
      return { page: <ConveningPage id={id} />, list: <ConveningList isPane /> };
    case "convenings_series_new":
      return { page: <NewSeries />, list: <ConveningList isPane /> };
    case "convenings_series":
      return { page: <SeriesPage id={id} />, list: <ConveningList isPane /> };
    case "voices":
      return { page: <VoicesHome /> };
    case "voices_new":
      return { page: <NewVoice />, list: <VoiceList isPane /> };
    case "voices_voice":
      return { page: <VoicePage id={id} />, list: <VoiceList isPane /> };
    case "decisions":
      return { page: <DecisionsHome /> };
    case "decisions_new":
      return { page: <NewProposal />, list: <DecisionList isPane /> };
    case "decisions_decision":
      return { page: <ProposalPage id={id} />, list: <DecisionList isPane /> };
    case "questions":
      return { page: <Questions /> };
    case "dispatches":
      return { page: <DispatchesHome /> };
    case "dispatches_new":
      return { page: <NewDispatch />, list: <DispatchList isPane /> };
    case "dispatches_dispatch":
      return { page: <DispatchPage id={id} />, list: <DispatchList isPane /> };
    case "actions":
      return { page: <ItemsHome /> };
    case "actions_new":
      return { page: <NewItem />, list: <ItemList isPane /> };
    case "actions_item":
      return { page: <ItemPage id={id} />, list: <ItemList isPane /> };
    case "today":
      return { page: <Home /> };
    case "more":
      return { page: <More /> };
    case "plans":
      return { page: <PlansHome /> };
    case "plans_new":
      return { page: <NewPlan /> };
    case "plans_plan":
      return { page: <PlanPage id={id} /> };
    case "plans_milestone":
      return { page: <MilestonePage id={id} /> };
    case "meetings":
      return { page: <MeetingsHome /> };
    case "meetings_new":
      return { page: <NewMeeting />, list: <MeetingList isPane /> };
    case "meetings_meeting":
      return { page: <MeetingPage id={id} />, list: <MeetingList isPane /> };
    case "coalition":
      return { page: <CoalitionPage /> };
    case "import":
      return { page: <ImportPage /> };
    case "apply":
      return { page: <Apply /> };
    case "me":
      return { page: <Me /> };
    case "notifications":
      return { page: <Notifications /> };
    case "news":
      return { page: <News /> };
    case "accounts":
      return { page: <Accounts /> };
    case "first_delegates":
      return { page: <FirstDelegates /> };
    default:
      return { page: <NotHere /> };
  }
}

/* What the first screen needs goes before what the next may. */
const AHEAD_MS = 1000;

function useFetchAhead(): void {
  const isArrived = arrived.value;
  const isMember = viewer.value.person_id !== null;
  useEffect(() => {
    if (!isArrived) return;
    const timer = setTimeout(() => fetchAhead(isMember), AHEAD_MS);
    return () => clearTimeout(timer);
  }, [isArrived, isMember]);
}

/* Whoever has no zone of their own yet gets that of this device. */
function useOwnZone(): void {
  const isWanting = lacksZone();
  useEffect(() => {
    if (isWanting) void keepZone();
  }, [isWanting]);
}

export function App() {
  useFetchAhead();
  useOwnZone();
  if (route.value.name === "sign_in") return <SignIn />;
  if (route.value.name === "invitation") return <Invitation />;
  if (route.value.name === "join") return <JoinRoom />;
  if (route.value.name === "unsubscribe") return <Unsubscribe />;
  const { page, list } = screen();
  return <Frame list={list}>{page}</Frame>;
}
