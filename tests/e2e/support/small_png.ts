/*
 * A screenshot with few colours: a screen of text and lines has hardly more, and a picture in the
 * repository is carried by everybody for ever. The most frequent colours stay, the others become the
 * nearest of them.
 */
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import type { Browser } from "@playwright/test";

const COLOURS_MAX = 96;
/* Colours that differ only in these low bits of a channel are counted as one. */
const COARSE = 0xf8;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha of each. */
  readonly bytes: Buffer;
}

async function pixelsOf(browser: Browser, png: Buffer): Promise<Pixels> {
  const page = await browser.newPage();
  const source = `data:image/png;base64,${png.toString("base64")}`;
  const { width, height, text } = await page.evaluate(async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const pieces: string[] = [];
    for (let at = 0; at < data.length; at += 8192) {
      pieces.push(String.fromCharCode(...data.subarray(at, at + 8192)));
    }
    return { width: image.width, height: image.height, text: btoa(pieces.join("")) };
  }, source);
  await page.close();
  return { width, height, bytes: Buffer.from(text, "base64") };
}

const colourAt = (bytes: Buffer, pixel: number) => bytes.readUIntBE(pixel * 4, 3);
const coarse = (colour: number) => colour & ((COARSE << 16) | (COARSE << 8) | COARSE);

function distance(a: number, b: number): number {
  const channel = (shift: number) => ((a >> shift) & 255) - ((b >> shift) & 255);
  return channel(16) ** 2 + channel(8) ** 2 + channel(0) ** 2;
}

/** How far a colour is from grey: few points of green say more than many shades of an edge. */
function vividness(colour: number): number {
  const channels = [colour >> 16, (colour >> 8) & 255, colour & 255];
  return 1 + Math.max(...channels) - Math.min(...channels);
}

/** Of each coarse colour the finest that is seen most; of those the most frequent and most vivid. */
function paletteOf({ bytes, width, height }: Pixels): readonly number[] {
  const fine = new Map<number, number>();
  for (let pixel = 0; pixel < width * height; pixel++) {
    const colour = colourAt(bytes, pixel);
    fine.set(colour, (fine.get(colour) ?? 0) + 1);
  }
  const groups = new Map<number, { colour: number; most: number; all: number }>();
  for (const [colour, count] of fine) {
    const group = groups.get(coarse(colour)) ?? { colour, most: 0, all: 0 };
    const isMost = count > group.most;
    groups.set(coarse(colour), {
      colour: isMost ? colour : group.colour,
      most: isMost ? count : group.most,
      all: group.all + count,
    });
  }
  const weight = (group: { colour: number; all: number }) => group.all * vividness(group.colour);
  const weightiest = [...groups.values()].sort((a, b) => weight(b) - weight(a));
  return weightiest.slice(0, COLOURS_MAX).map(({ colour }) => colour);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** PNG (W3C, third edition) of colour type 3: an index into the palette for each pixel. */
function encode({ bytes, width, height }: Pixels, palette: readonly number[]): Buffer {
  const nearest = new Map<number, number>();
  const indexOf = (colour: number): number => {
    const known = nearest.get(colour);
    if (known !== undefined) return known;
    const distances = palette.map((one) => distance(one, colour));
    const index = distances.indexOf(Math.min(...distances));
    nearest.set(colour, index);
    return index;
  };
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      lines[y * (width + 1) + 1 + x] = indexOf(colourAt(bytes, y * width + x));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]))),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

export async function writeSmall(browser: Browser, png: Buffer, path: string): Promise<void> {
  const pixels = await pixelsOf(browser, png);
  writeFileSync(path, encode(pixels, paletteOf(pixels)));
}
