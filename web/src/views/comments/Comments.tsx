/*
 * Where comments stand on a page: there for whoever reads what is said, fetched when the page is.
 */
import { reads, viewer } from "../../sync";
import { lazy } from "../lazy";
import type { AboutTable } from "../model/comments";
import { COALITION_SPACE, PUBLIC_SPACE } from "../model/spaces";

const Threads = lazy(async () => (await import("./Threads")).Threads, "members");
const ThreadsOpener = lazy(async () => (await import("./Threads")).ThreadsOpener, "members");
const ThreadsOpened = lazy(async () => (await import("./Threads")).ThreadsOpened, "members");
const ThreadsOfItem = lazy(async () => (await import("./Threads")).ThreadsOfItem, "members");

interface Props {
  readonly table: AboutTable;
  readonly id: string;
  readonly space_id: string;
  readonly group_id?: string | null;
}

/* Whoever sees a public thing and not the coalition hears nothing of its talk, not even that there is some. */
const isReader = ({ space_id }: Props): boolean =>
  viewer.value.person_id !== null && reads(space_id === PUBLIC_SPACE ? COALITION_SPACE : space_id);

/** At the foot of a page. */
export const Comments = (props: Props) =>
  isReader(props) ? <Threads about={{ ...props, group_id: props.group_id ?? null }} /> : null;

/** Under one line of a page that has many, folded. */
export const CommentsOfItem = (props: Props) =>
  isReader(props) ? <ThreadsOfItem about={{ ...props, group_id: props.group_id ?? null }} /> : null;

interface Opened extends Props {
  readonly isOpen: boolean;
}

/** The same in two places: at the end of a line what opens it, below the line what is said. */
export function CommentsOpener(props: Opened & { isQuiet: boolean; onToggle: () => void }) {
  const { isOpen, isQuiet, onToggle, ...about } = props;
  return isReader(about) ? (
    <ThreadsOpener
      about={{ ...about, group_id: about.group_id ?? null }}
      look="editbtn"
      isOpen={isOpen}
      isQuiet={isQuiet}
      onToggle={onToggle}
    />
  ) : null;
}

export const CommentsOpened = ({ isOpen, ...about }: Opened) =>
  isOpen && isReader(about) ? (
    <ThreadsOpened about={{ ...about, group_id: about.group_id ?? null }} />
  ) : null;
