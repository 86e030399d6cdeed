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
  /** A deed that goes further and is the first one; what Enter does is then the other. */
  readonly further?: { readonly word: string; readonly run: () => Promise<unknown> };
  readonly back: string;
  readonly children: ComponentChildren;
}

export function CreateForm(props: Props) {
  const { problems, onSubmit, word, reason, further, back, children } = props;
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
        {further ? (
          <Button look="primary" onClick={() => void further.run()} reason={reason}>
            {further.word}
          </Button>
        ) : null}
        {/* Why it has to wait is said once. */}
        <Button
          look={further ? "edge" : "primary"}
          kind="submit"
          reason={further ? undefined : reason}
        >
          {word}
        </Button>
        <Link href={back} class="btn plain">
          {t("cancel")}
        </Link>
      </div>
    </form>
  );
}
