/* What the parts of sync hand one another. */
import type { CommandName, Methods, RowChange, Space, WireError } from "../wire";

/** Which state of which database the replica is, and who may see it so. */
export interface Held {
  readonly database_id: string;
  readonly epoch: string;
  readonly seq: number;
  readonly spaces: readonly Space[];
  readonly person_id: string | null;
}

/** An own command until it is settled; bound to whoever wrote it, for whomever they acted. */
export interface Command {
  readonly command_id: string;
  readonly method: CommandName;
  readonly params: Readonly<Record<string, unknown>>;
  /** What it will do, shown until the answer comes. */
  readonly changes: readonly RowChange[];
  readonly person_id: string | null;
  readonly written_at: number;
}

/** A command the server would not do; kept with its words until it is dealt with. */
export interface Refused extends Command {
  readonly error: WireError;
}

export type Outcome<M extends CommandName = CommandName> =
  | { readonly ok: true; readonly result: Methods[M]["result"] }
  /** command_id: of the entry in `refused`, for a form that shows the error itself and dismisses it. */
  | { readonly ok: false; readonly error: WireError; readonly command_id: string };

export type Pending = "settled" | "waiting" | "saved" | "putback";

export type Connection = "connecting" | "live" | "offline" | "slow" | "ended";
