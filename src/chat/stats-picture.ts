// Statistics as a picture. The same numbers make the same picture: its fonts come with it.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { Statistics } from '../quiz/statistics.ts';
import { statsTexts } from './stats-texts.ts';
import { MOST_TOPICS } from './stats-words.ts';

const { picture: words, title, today: todayWord } = statsTexts;

/** Size in points, and pixels of a point: sharp on a phone. */
const WIDTH = 800;
const HEIGHT = 530;
const SCALE = 2;
const MARGIN = 32;
const GAP = 16;
const PADDING = 20;

const COLORS = {
  ground: '#f1f3f6',
  panel: '#ffffff',
  text: '#23272f',
  faint: '#6b7280',
  track: '#e6e9ee',
  bar: '#5b8def',
  today: '#f0b232',
} as const;

/** Latin letters first: the Korean file's own are meant for Korean text. */
const FILES = [
  ['Seogi Latin', 'latin-400'],
  ['Seogi Korean', 'korean-400'],
  ['Seogi Latin Bold', 'latin-700'],
  ['Seogi Korean Bold', 'korean-700'],
] as const;
const regular = (size: number) => `${size}px "Seogi Latin", "Seogi Korean"`;
const bold = (size: number) => `${size}px "Seogi Latin Bold", "Seogi Korean Bold"`;

function loadFonts(): void {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('@fontsource/noto-sans-kr/package.json')), 'files');
  for (const [name, file] of FILES) {
    if (GlobalFonts.has(name)) continue;
    const path = join(folder, `noto-sans-kr-${file}-normal.woff2`);
    if (GlobalFonts.registerFromPath(path, name) === null) throw new Error(`The font ${file} cannot be used`);
  }
}

/** What is drawn with. */
type Pen = SKRSContext2D;

/** A place on the picture, in points. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws statistics as a PNG. Takes a tenth of a second or more: for a thread of its own. */
export function drawStatistics(statistics: Statistics): Buffer {
  loadFonts();
  const canvas = createCanvas(WIDTH * SCALE, HEIGHT * SCALE);
  const pen = canvas.getContext('2d');
  pen.lang = 'ko';
  pen.scale(SCALE, SCALE);
  pen.fillStyle = COLORS.ground;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  drawHead(pen, statistics);
  drawTiles(pen, statistics);
  const top = 196;
  const height = HEIGHT - top - MARGIN;
  const left = { x: MARGIN, y: top, width: 400, height };
  drawTopics(pen, statistics, left);
  const x = left.x + left.width + GAP;
  drawForecast(pen, statistics, { x, y: top, width: WIDTH - MARGIN - x, height });
  return canvas.toBuffer('image/png');
}

function drawHead(pen: Pen, { today }: Statistics): void {
  write(pen, title, MARGIN, 58, bold(26));
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  write(pen, words.date(year, month, day), WIDTH - MARGIN, 56, regular(15), COLORS.faint, 'right');
}

function drawTiles(pen: Pen, { answers, streak, retention }: Statistics): void {
  const share = ({ right, all }: { right: number; all: number }) => (all > 0 ? words.share(right, all) : words.none);
  const tiles = [
    [words.answered, answers.all.toLocaleString('en')],
    [words.accuracy, share(answers)],
    [words.streak, words.days(streak)],
    [words.retention, share(retention)],
  ] as const;
  const width = (WIDTH - 2 * MARGIN - (tiles.length - 1) * GAP) / tiles.length;
  for (const [i, [label, value]] of tiles.entries()) {
    const x = MARGIN + i * (width + GAP);
    panel(pen, { x, y: 84, width, height: 96 });
    write(pen, label, x + PADDING, 116, regular(14), COLORS.faint);
    write(pen, value, x + PADDING, 156, bold(30));
  }
}

function drawTopics(pen: Pen, { topics }: Statistics, box: Box): void {
  panel(pen, box);
  const x = box.x + PADDING;
  const right = box.x + box.width - PADDING;
  write(pen, words.topics, x, box.y + 34, bold(16));
  const bar = { x: x + 132, width: 118, height: 10 };
  for (const [i, { topic, right: known, all }] of topics.slice(0, MOST_TOPICS).entries()) {
    const y = box.y + 68 + i * 29;
    write(pen, fitted(pen, topic, 122, regular(14)), x, y, regular(14));
    round(pen, { ...bar, y: y - 10 }, COLORS.track);
    const length = Math.max(bar.height, (bar.width * known) / all);
    if (known > 0) round(pen, { ...bar, width: length, y: y - 10 }, COLORS.bar);
    write(pen, words.share(known, all), right - 62, y, bold(14), COLORS.text, 'right');
    write(pen, fitted(pen, words.fraction(known, all), 56, regular(13)), right, y, regular(13), COLORS.faint, 'right');
  }
}

function drawForecast(pen: Pen, { forecast, today }: Statistics, box: Box): void {
  panel(pen, box);
  const x = box.x + PADDING;
  write(pen, words.forecast, x, box.y + 34, bold(16));
  const most = Math.max(...forecast.map(({ count }) => count));
  const floor = box.y + box.height - 44;
  const tallest = floor - box.y - 76;
  const step = (box.width - 2 * PADDING) / forecast.length;
  for (const [i, { day, count }] of forecast.entries()) {
    const middle = x + (i + 0.5) * step;
    const height = most > 0 ? (tallest * count) / most : 0;
    const color = day === today ? COLORS.today : COLORS.bar;
    pen.fillStyle = count > 0 ? color : COLORS.track;
    const drawn = Math.max(height, 2);
    pen.fillRect(middle - step * 0.34, floor - drawn, step * 0.68, drawn);
    if (count > 0) write(pen, String(count), middle, floor - height - 6, regular(11), COLORS.text, 'center');
    const isToday = day === today;
    const label = isToday ? todayWord : String(Number(day.slice(-2)));
    write(pen, label, middle, floor + 20, isToday ? bold(11) : regular(11), COLORS.faint, 'center');
  }
  if (most === 0) write(pen, words.noForecast, box.x + box.width / 2, floor - 60, regular(14), COLORS.faint, 'center');
}

function panel(pen: Pen, { x, y, width, height }: Box): void {
  pen.fillStyle = COLORS.panel;
  pen.beginPath();
  pen.roundRect(x, y, width, height, 12);
  pen.fill();
}

/** A bar with round ends. */
function round(pen: Pen, { x, y, width, height }: Box, color: string): void {
  pen.fillStyle = color;
  pen.beginPath();
  pen.roundRect(x, y, width, height, height / 2);
  pen.fill();
}

function write(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  font: string,
  color: string = COLORS.text,
  align: 'left' | 'center' | 'right' = 'left',
): void {
  pen.font = font;
  pen.fillStyle = color;
  pen.textAlign = align;
  pen.fillText(text, x, y);
}

/** As much of a text as finds room; what is cut off leaves a `…`. */
function fitted(pen: Pen, text: string, width: number, font: string): string {
  pen.font = font;
  const signs = [...text.replace(/\s+/g, ' ')];
  if (pen.measureText(signs.join('')).width <= width) return signs.join('');
  while (signs.length > 1 && pen.measureText(`${signs.join('')}…`).width > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}
