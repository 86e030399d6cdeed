/*
 * What the dialogs about ties share: choosing the other organization, and the refusal when the tie
 * would close a circle.
 */
import { CircleRefused, SearchBox, StandingMark } from "../../components";
import type { WireError } from "../../sync";
import { type Organization, organizations } from "../model/directory";
import { circleOf, refusalWords } from "../model/refusals";
import { noteOf } from "./notes";

interface ChooserProps {
  readonly label: string;
  readonly not: string;
  readonly error: WireError | undefined;
  readonly onChoose: (organization: Organization) => void;
}

export const OrganizationChooser = ({ label, not, error, onChoose }: ChooserProps) => (
  <div class="field">
    <SearchBox
      label={label}
      labelled
      things={[...organizations.value.values()].filter((one) => one.id !== not)}
      mark={(one) => <StandingMark standing={one.standing} />}
      note={noteOf}
      onChoose={onChoose}
      invalid={error !== undefined}
      describedBy={error ? "tie-error" : undefined}
    />
  </div>
);

/** The sentence of a refusal; a circle is named link by link. */
export function TieRefused({ error }: { readonly error: WireError | undefined }) {
  if (error === undefined) return null;
  const circle = error.code === "E_CYCLE" ? circleOf(error) : [];
  if (circle.length > 0) {
    return (
      <CircleRefused
        id="tie-error"
        path={circle.map(({ name, id }) => ({
          name,
          href: id === undefined ? undefined : `/network/${id}`,
        }))}
      />
    );
  }
  return (
    <p class="fielderr" id="tie-error" role="alert">
      {refusalWords(error)}
    </p>
  );
}
