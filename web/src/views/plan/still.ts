/*
 * What stands still while one scrolls: a part of a drawing that is drawn again only when something it is
 * drawn from is another thing. Of hundreds of parts in sight a step of the scrolling changes a few.
 */
import { Component, type FunctionComponent, h } from "preact";

function isSame<P extends object>(a: P, b: P): boolean {
  const names = Object.keys(b) as (keyof P)[];
  return names.length === Object.keys(a).length && names.every((name) => a[name] === b[name]);
}

/** The same view, drawn again only for other properties; what it reads of signals is its own to hear. */
export function still<P extends object>(View: FunctionComponent<P>): FunctionComponent<P> {
  return class Still extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return !isSame<object>(this.props, next);
    }
    override render() {
      return h(View, this.props);
    }
  } as unknown as FunctionComponent<P>;
}
