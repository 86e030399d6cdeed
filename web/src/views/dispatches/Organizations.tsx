/*
 * Every organization that a dispatch goes to, by how it stands there: who has not answered first. What is still
 * on its way says from whom and by when it comes; what was reported or told stands where it belongs.
 */
import type { ComponentChildren } from "preact";
import { Chip, Dots, Link, Mark, Name, Section, Words } from "../../components";
import { collator, formatList, t } from "../../i18n";
import { row } from "../../sync";
import { alsoFrom, type Coming, isSilent } from "../model/audience";
import { type Delivery, isOpen } from "../model/deliveries";
import { briefName, nameOf } from "../model/directory";
import {
  dayWord,
  deliveryStateWord,
  markOf,
  SHOWN_PARTS,
  type Shown,
  shownIn,
  shownWord,
} from "../model/dispatch_words";
import {
  audience,
  comingNow,
  type Deliveries,
  deliveriesOf,
  type Note,
  notesOf,
  type Sent,
  SILENT_DAYS,
} from "../model/dispatches";
import { filtersNow, setFilters } from "../model/filters";
import { langOf } from "../model/languages";
import { atStart } from "../model/vocabulary";
import { FilterSet } from "../RoomList";
import { useMore } from "../useMore";

interface OneProps {
  readonly sent: Sent;
  readonly delivery: Delivery;
  readonly coming: Coming | undefined;
  readonly deliveries: Deliveries;
}

/** Since when it has it and from whom; or when it comes at the latest. */
function whence({ sent, delivery, coming, deliveries }: OneProps): readonly ComponentChildren[] {
  const { state, from_id, delivered_at_ms, organization_id } = delivery;
  if (state === "scheduled") {
    if (coming === undefined) return [isOpen(sent.row) ? t("delivery_waits_pause") : ""];
    const date = dayWord(coming.atMs);
    return coming.from === undefined
      ? [t("delivery_comes", { date })]
      : [t("delivery_comes_from", { date, organization: briefName(coming.from) })];
  }
  const also = alsoFrom(audience.value, deliveries, organization_id, from_id);
  return [
    delivered_at_ms === null ? "" : t("delivery_has", { date: dayWord(delivered_at_ms) }),
    from_id === null ? "" : t("delivery_from", { organization: briefName(from_id) }),
    also.length === 0 ? "" : t("delivery_also_from", { names: formatList(also.map(briefName)) }),
  ];
}

const Said = ({ note }: { readonly note: Note }) => (
  <>
    <p class="written" dir="auto" lang={langOf(note.language)}>
      {note.text}
    </p>
    <p class="small muted note">
      <Dots>
        {[
          dayWord(note.at_ms),
          note.people === null ? "" : t("delivery_reached_people", { count: note.people }),
        ]}
      </Dots>
    </p>
  </>
);

function One(props: OneProps) {
  const { sent, delivery } = props;
  const { organization_id: id, state, mode, action_item_id } = delivery;
  const item = action_item_id === null ? undefined : row("action_item", action_item_id).value;
  const isLate = isOpen(sent.row) && isSilent(delivery, Date.now(), SILENT_DAYS);
  const said = [
    ...notesOf(delivery.delivery_id, "report"),
    ...(state === "declined" ? notesOf(delivery.delivery_id, "reason") : []),
  ].filter(({ space_id }) => space_id === delivery.space_id);
  return (
    <li>
      <Mark kind={markOf(delivery)} />
      <div>
        <Link href={`/network/${id}`}>
          <Name>{nameOf(id)}</Name>
        </Link>
        <span class="stated">
          <Dots>
            {[
              mode === "information" ||
              state === "acknowledged" ||
              state === "localised" ||
              state === "acting" ||
              state === "lapsed" ||
              state === "recalled"
                ? deliveryStateWord(state)
                : "",
              isLate ? (
                <b key="late" class="late">
                  {t("delivery_silent", { days: SILENT_DAYS })}
                </b>
              ) : (
                ""
              ),
              ...whence(props),
            ]}
          </Dots>
        </span>
        {item === undefined ? null : (
          <span class="stated">
            <Words
              k="delivery_acts_by"
              parts={{
                item: (
                  <Link href={`/actions/${action_item_id}`}>
                    <Name>{item.title}</Name>
                  </Link>
                ),
              }}
            />
          </span>
        )}
        {said.map((note) => (
          <Said key={note.delivery_note_id} note={note} />
        ))}
      </div>
    </li>
  );
}

function Part(
  props: Omit<OneProps, "delivery" | "coming"> & {
    readonly part: Shown;
    readonly list: readonly Delivery[];
    readonly coming: ReadonlyMap<string, Coming>;
  },
) {
  const { part, list, coming, sent, deliveries } = props;
  const { shown, more } = useMore(list);
  return list.length === 0 ? null : (
    <section>
      <h3 class="namehead">
        {atStart(shownWord(part))} <span class="n">{list.length}</span>
      </h3>
      <ul class="plainrows whohas">
        {shown.map((delivery) => (
          <One
            key={delivery.delivery_id}
            sent={sent}
            delivery={delivery}
            coming={coming.get(delivery.organization_id)}
            deliveries={deliveries}
          />
        ))}
      </ul>
      {more}
    </section>
  );
}

/* The list beside the page keeps its own. */
const FILTERS = ["awaited", "show"] as const;

export function Organizations({ sent }: { readonly sent: Sent }) {
  const deliveries = deliveriesOf(sent.id);
  const coming = comingNow(sent);
  const all = [...deliveries.values()].toSorted((a, b) =>
    collator().compare(nameOf(a.organization_id), nameOf(b.organization_id)),
  );
  const ofPart = (part: Shown) => all.filter((one) => shownIn(one) === part);
  const there = SHOWN_PARTS.filter((part) => ofPart(part).length > 0);
  const filters = filtersNow(FILTERS);
  const chosen = filters.show;
  return (
    <Section title={t("dispatch_organizations")} count={all.length}>
      {there.length < 2 ? null : (
        <FilterSet>
          <Chip
            label={t("field_state")}
            value={chosen}
            options={there.map((value) => ({ value, word: atStart(shownWord(value)) }))}
            onChange={(show) => setFilters("/dispatches", { ...filters, show })}
          />
        </FilterSet>
      )}
      {there
        .filter((part) => chosen === "" || part === chosen)
        .map((part) => (
          <Part
            key={part}
            part={part}
            list={ofPart(part)}
            sent={sent}
            deliveries={deliveries}
            coming={coming}
          />
        ))}
    </Section>
  );
}
