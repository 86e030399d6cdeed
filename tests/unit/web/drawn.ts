/* What tests that draw need: a clean page after each, and the dialog methods jsdom lacks. */
import { cleanup } from "@testing-library/preact";
import { afterEach } from "vitest";

afterEach(cleanup);

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
