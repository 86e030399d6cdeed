/*
 * Where comments stand on a page: there for whoever reads what is said, fetched when the page is.
 */
import { reads, viewer } from "../../sync";
import { lazy } from "../lazy";
import { COALITION_SPACE, PUBLIC_SPACE } from "../model/spaces";

const Threads = lazy(async () => (await import("./Threads")).Threads, "members");
const ThreadsOfItem = lazy(async () => (await import("./Threads")).ThreadsOfItem, "members");

interface Props {
  readonly table:
    | "organization"
    | "group"
    | "convening"
    | "meeting"
    | "agenda_item"
    | "action_item"
    | "plan"
    | "milestone";
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
