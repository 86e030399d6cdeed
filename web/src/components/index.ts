/*
 * What the views build with. Nothing here knows rows, sockets or addresses of pages: values in,
 * events out.
 */
export { AddLine } from "./AddLine";
export { CircleRefused, type CircleStep } from "./CircleRefused";
export { Button, Chip, Choice, type FilterOption, Section, Tag } from "./controls";
export { Dialog } from "./Dialog";
export { EditableFact, type Editor, type FactWords } from "./EditableFact";
export { EditableList, type ListEntry } from "./EditableList";
export { Empty, LoadingRows } from "./Empty";
export { FuzzyDate, type FuzzyDraft, fromDraft, toDraft } from "./FuzzyDate";
export { type Findable, find } from "./find";
export {
  DayField,
  ErrorSummary,
  type FormProblem,
  HourField,
  PasswordField,
  SelectField,
  TextArea,
  TextField,
  TimeField,
} from "./form";
export { useGathered } from "./gathering";
export { Holder, useHeld } from "./held";
export { Icon, type IconName } from "./icons";
export {
  type Act,
  isPaletteKey,
  KEY_TABLE,
  onKey,
  setSingleKeys,
  singleKeys,
  stepRow,
  useKey,
} from "./keys";
export { Link } from "./Link";
export { announce, LiveRegions } from "./live";
export {
  CourseLine,
  CourseMark,
  Mark,
  type MarkKind,
  RollMeter,
  type Standing,
  StandingMark,
  type Station,
  standingWord,
} from "./marks";
export { Dots, ListHead, moves, PageHead, useArrival, useStillHere } from "./page";
export { Refusal } from "./Refusal";
export { SearchBox, shortName } from "./SearchBox";
export { Quotation, Source } from "./Source";
export { FieldError, type SaveResult, type Saving } from "./saving";
export { type TieLine, Ties } from "./Ties";
export { offerUndo, UndoLine, withdrawUndo } from "./undo";
export { Name, Words } from "./words";
