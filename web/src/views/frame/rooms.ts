/*
 * The rooms that exist. Rail, bottom bar and keys are made of this one list, so a room that is not
 * built yet is shown nowhere.
 */
import type { Act, IconName } from "../../components";
import type { Key } from "../../i18n";
import { viewer } from "../../sync";

export interface Room {
  readonly id:
    | "today"
    | "voices"
    | "decisions"
    | "dispatches"
    | "plans"
    | "network"
    | "groups"
    | "convenings"
    | "meetings"
    | "actions";
  readonly href: string;
  readonly icon: IconName;
  readonly word: Key;
  readonly short: Key;
  readonly key: Act;
  /** A visitor finds nothing in it. */
  readonly isMembers?: true;
}

export const ROOMS: readonly Room[] = [
  {
    id: "today",
    href: "/today",
    icon: "today",
    word: "room_today",
    short: "room_today",
    key: "go_today",
    isMembers: true,
  },
  {
    id: "voices",
    href: "/voices",
    icon: "voices",
    word: "room_voices",
    short: "room_voices",
    key: "go_voices",
    isMembers: true,
  },
  {
    id: "decisions",
    href: "/decisions",
    icon: "decisions",
    word: "room_decisions",
    short: "room_decisions",
    key: "go_decisions",
    isMembers: true,
  },
  {
    id: "dispatches",
    href: "/dispatches",
    icon: "dispatches",
    word: "room_dispatches",
    short: "room_dispatches",
    key: "go_dispatches",
    isMembers: true,
  },
  {
    id: "plans",
    href: "/plans",
    icon: "plans",
    word: "room_plans",
    short: "room_plans_short",
    key: "go_plans",
    isMembers: true,
  },
  {
    id: "meetings",
    href: "/meetings",
    icon: "meetings",
    word: "room_meetings",
    short: "room_meetings",
    key: "go_meetings",
    isMembers: true,
  },
  {
    id: "actions",
    href: "/actions",
    icon: "actions",
    word: "room_actions",
    short: "room_actions_short",
    key: "go_actions",
    isMembers: true,
  },
  {
    id: "groups",
    href: "/groups",
    icon: "groups",
    word: "room_groups",
    short: "room_groups_short",
    key: "go_groups",
  },
  {
    id: "network",
    href: "/network",
    icon: "network",
    word: "room_network",
    short: "room_network",
    key: "go_network",
  },
  {
    id: "convenings",
    href: "/convenings",
    icon: "convenings",
    word: "room_convenings",
    short: "room_convenings_short",
    key: "go_convenings",
  },
];

export const roomsHere = (): readonly Room[] =>
  ROOMS.filter((room) => !room.isMembers || viewer.value.person_id !== null);

/* A bar that a thumb can use has five places. */
const IN_BAR_MOST = 5;

/** Those of the bottom bar; the rest is behind "More" in the top bar. */
export const roomsInBar = (): readonly Room[] => roomsHere().slice(0, IN_BAR_MOST);
