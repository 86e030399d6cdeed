/*
 * A dialog over the page: who is touched and what stays, then the deed on a button that names it.
 * Esc leaves without doing anything; the focus goes back to what opened it.
 */
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "./controls";

interface Deed {
  readonly word: string;
  readonly run: () => Promise<void>;
  readonly reason?: string | undefined;
}

interface Props {
  readonly title: ComponentChildren;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
  /** The deed. Without it the dialog only tells. */
  readonly act?: Deed;
  readonly wide?: boolean;
  readonly leave?: string;
}

export function Dialog({ title, children, onClose, act, wide = false, leave }: Props) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const dialog = ref.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={wide ? "dlg wide" : "dlg"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!act || act.reason !== undefined || busy) return;
          setBusy(true);
          void act.run().finally(() => setBusy(false));
        }}
      >
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {children}
        <div class="foot">
          <Button look={act ? "plain" : "edge"} onClick={onClose}>
            {leave ?? t(act ? "cancel" : "close_dialog")}
          </Button>
          {act ? (
            <Button look="primary" kind="submit" reason={busy ? t("saving") : act.reason}>
              {act.word}
            </Button>
          ) : null}
        </div>
      </form>
    </dialog>
  );
}
