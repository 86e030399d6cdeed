/* Why something was not done, said beside what was tried. */
import type { JSX } from "preact";

/** words undefined: nothing was refused. `as` "span" within a line. */
export function Refusal(props: {
  readonly words: string | undefined;
  readonly as?: "p" | "span";
}): JSX.Element | null {
  const As = props.as ?? "p";
  return props.words === undefined ? null : (
    <As class="fielderr" role="alert">
      {props.words}
    </As>
  );
}
