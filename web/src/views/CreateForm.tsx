/*
 * The frame of a page on which something new is entered: what is wrong on top, the fields, the deed and
 * the way back.
 */
import type { ComponentChildren } from "preact";
import { Button, ErrorSummary, type FormProblem, Link } from "../components";
import { t } from "../i18n";

interface Props {
  readonly problems: readonly FormProblem[];
  readonly onSubmit: () => Promise<unknown>;
  /** What the deed is called, and why it cannot be done yet. */
  readonly word: string;
  readonly reason: string | undefined;
  readonly back: string;
  readonly children: ComponentChildren;
}

export function CreateForm({ problems, onSubmit, word, reason, back, children }: Props) {
  return (
    <form
      class="narrowform"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      <ErrorSummary problems={problems} />
      {children}
      <div class="btns block-s">
        <Button look="primary" kind="submit" reason={reason}>
          {word}
        </Button>
        <Link href={back} class="btn plain">
          {t("cancel")}
        </Link>
      </div>
    </form>
  );
}
