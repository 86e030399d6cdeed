/* What an item of an agenda is about: links to the pages, and for who runs it the way to say so. */
import { useState } from "preact/hooks";
import { Button, Link, Mark, Name, Refusal, SearchBox } from "../../components";
import { t } from "../../i18n";
import type { AgendaRow } from "../model/agenda";
import { aboutOf, linkableFrom, linkItem, unlinkItem } from "../model/agenda_links";
import { LINKS_MOST } from "../model/limits";
import { takeRefusal } from "../model/refusals";

/* What is offered before a letter is typed. */
const OFFERED = 6;

function AddLink({ item }: { readonly item: AgendaRow }) {
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const things = open ? linkableFrom(item) : [];
  return (
    <>
      {open ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the field in it come by here
        <div
          class="picker"
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            setOpen(false);
          }}
        >
          <SearchBox
            label={t("agenda_about_which")}
            labelled
            things={things}
            suggested={things.slice(0, OFFERED)}
            mark={() => <Mark kind="open" />}
            note={(one) => one.note}
            onChoose={(one) => {
              setOpen(false);
              void linkItem(item, one).then((outcome) => setRefusal(takeRefusal(outcome)));
            }}
          />
          <Button look="plain" onClick={() => setOpen(false)}>
            {t("cancel")}
          </Button>
        </div>
      ) : (
        <Button look="plain" onClick={() => setOpen(true)}>
          {t("agenda_about_do")}
        </Button>
      )}
      <Refusal words={refusal} />
    </>
  );
}

export function AboutItem({
  item,
  isOpen,
}: {
  readonly item: AgendaRow;
  /** It is being changed. */
  readonly isOpen: boolean;
}) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const links = aboutOf(item.agenda_item_id);
  if (links.length === 0 && !isOpen) return null;
  return (
    <div class="aboutitem">
      {links.length === 0 ? null : (
        <dl class="facts">
          <div>
            <dt>{t("agenda_about")}</dt>
            <dd>
              <ul class="aboutlinks">
                {links.map(({ row, name, href }) => (
                  <li key={row.trace_link_id}>
                    <span>
                      <Link href={href}>
                        <Name>{name}</Name>
                      </Link>
                    </span>
                    {isOpen ? (
                      <button
                        type="button"
                        class="editbtn"
                        aria-label={t("remove_named", { name })}
                        onClick={() =>
                          void unlinkItem(row).then((outcome) => setRefusal(takeRefusal(outcome)))
                        }
                      >
                        {t("remove")}
                      </button>
                    ) : null}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        </dl>
      )}
      <Refusal words={refusal} />
      {isOpen && links.length < LINKS_MOST ? <AddLink item={item} /> : null}
    </div>
  );
}
