/*
 * The few drawings of the frame, as strokes in the colour of their text. They never stand alone:
 * a word is beside each, so they are hidden from those who listen.
 */
const DRAWINGS = {
  wordmark: ["M4 3c0 7 8 5 8 11v7M20 3c0 7-8 5-8 11M12 3v18"],
  groups: [
    "M8 4.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    "M2.5 14.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    "M13.5 14.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    "M9 6.3 5.5 12.7M11 6.3l3.5 6.400M6.5 14.5h7",
  ],
  network: [
    "M2 10a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    "M14 4.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    "M14 15.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    "M5.9 9.2 14.1 5.300M5.9 10.8l8.2 3.9",
  ],
  convenings: [
    "M3.5 5.5h13v11h-13zM3.5 9h13M7 3v4M13 3v4",
    "M8.5 12.7a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0",
  ],
  today: [
    "M3.5 10a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0",
    "M10 3.500v13M10 7h5.700M10 10h6.500M10 13h5.7",
  ],
  more: ["M3 6h14M3 10h14M3 14h14"],
  meetings: ["M10 3.500a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13", "M10 6.500v3.700l2.6 1.6"],
  voices: ["M4 17c0-6 6-4 6-10M16 17c0-6-6-4-6-10M10 17V3M7 6l3-3 3 3"],
  decisions: ["M3.5 10a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0", "M7 10.2 9.2 12.4 13.2 7.8"],
  dispatches: ["M10 3v14M10 3c0 6-6 4-6 11M10 3c0 6 6 4 6 11M7.5 14.5 10 17l2.5-2.500"],
  plans: ["M3 5h9M6 10h6M4 15h9", "m15 7.5 2.5 2.500L15 12.5 12.5 10z"],
  actions: ["M3.5 4.5h4v4h-4zM3.5 11.5h4v4h-4zM10.5 6.5h6M10.5 13.5h6"],
  search: ["M4 9a5 5 0 1 0 10 0a5 5 0 1 0-10 0", "m13 13 4 4"],
  bell: ["M5 13.5V9a5 5 0 0 1 10 0v4.5l1 1.500H4zM8.5 17.5h3"],
  clear: ["m6 6 8 8M14 6l-8 8"],
} as const;

export type IconName = keyof typeof DRAWINGS;

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox={name === "wordmark" ? "0 0 24 24" : "0 0 20 20"} aria-hidden="true">
    {DRAWINGS[name].map((path) => (
      <path key={path} d={path} />
    ))}
  </svg>
);
