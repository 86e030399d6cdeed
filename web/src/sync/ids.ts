/*
 * Ids made here. Rows get random ones, since a time in an id would betray an anonymous voice; commands
 * get UUIDv7 (RFC 9562, section 5.7), which only their sender ever sees.
 */
export const newId = (): string => crypto.randomUUID();

const COUNTER_MAX = 0xfff;

let lastMs = 0;
let counter = 0;

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, "0");

/** A command's id, greater than every one made before in this tab, even when the clock is set back. */
export function newCommandId(): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = random[8] ?? 0; // room above it to count in
  } else if (++counter > COUNTER_MAX) {
    lastMs += 1;
    counter = 0;
  }
  const time = hex(lastMs, 12);
  const tail = Array.from(random.subarray(0, 8), (byte) => hex(byte, 2)).join("");
  const variant = hex(0x8 | ((random[9] ?? 0) & 0x3), 1);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}`;
}

/** The secret of a link: 256 random bits in base64url. */
export function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/* Letters and digits that are not mistaken for each other, also when they are read out. */
const CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const CODE_LENGTH = 8;

/** The code of a room: about 39 random bits, each letter as likely as any other. */
export function newRoomCode(): string {
  const fair = 256 - (256 % CODE_LETTERS.length);
  let code = "";
  while (code.length < CODE_LENGTH) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < fair) code += CODE_LETTERS[byte % CODE_LETTERS.length];
  }
  return code;
}

/** What the server is told of it: SHA-256 in hex. Only secure pages can, and ours are. */
export async function tokenHash(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => hex(byte, 2)).join("");
}
