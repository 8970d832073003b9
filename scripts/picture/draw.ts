import { type APIMessage, ComponentType } from 'discord-api-types/v10';
import { type Run, readRuns, widthOf, wrap } from './text.ts';

const FONT = "Pretendard, 'Noto Sans KR', sans-serif";
const COLORS = {
  background: '#313338',
  embed: '#2b2d31',
  control: '#4e5058',
  field: '#1e1f22',
  text: '#dbdee1',
  strong: '#f2f3f5',
  dim: '#949ba4',
  mention: '#c9cdfb',
  mentionBox: '#3c4270',
  app: '#5865f2',
} as const;
const WIDTH = 720;
const LEFT = 72;
const SIZE = 16;
const LINE = 22;

const xml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const box = (x: number, y: number, width: number, height: number, fill: string, radius = 4) =>
  `<rect x="${Math.round(x)}" y="${y}" width="${width.toFixed(0)}" height="${height}" rx="${radius}" fill="${fill}"/>`;
const write = (x: number, y: number, text: string, fill: string, size = SIZE, more = '') =>
  `<text x="${x.toFixed(1)}" y="${y}" font-size="${size}" fill="${fill}" xml:space="preserve"${more}>${xml(text)}</text>`;

/** Something drawn, and how high it is. */
interface Drawn {
  readonly svg: string;
  readonly height: number;
}

/** Messages as Discord's dark client shows them, in SVG. `names` are those of mentioned users. */
export function drawConversation(messages: readonly APIMessage[], names: ReadonlyMap<string, string>): string {
  let y = 16;
  const parts: string[] = [];
  for (const message of messages) {
    const { svg, height } = drawMessage(message, y, names);
    parts.push(svg);
    y += height + 18;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" font-family="${FONT}">
<title>Discord에서 서기에게 묻고 답을 받는 모습</title>
${box(0, 0, WIDTH, y, COLORS.background, 8)}
${parts.join('\n')}
</svg>
`;
}

function drawMessage(message: APIMessage, top: number, names: ReadonlyMap<string, string>): Drawn {
  const { author, content, embeds, components = [] } = message;
  const name = author.username;
  const tint = author.bot ? COLORS.app : '#3ba55d';
  const parts = [
    `<circle cx="36" cy="${top + 22}" r="20" fill="${tint}"/>`,
    write(36, top + 28, name.slice(0, 1), '#ffffff', 18, ' text-anchor="middle" font-weight="700"'),
    write(LEFT, top + 14, name, COLORS.strong, SIZE, ' font-weight="600"'),
  ];
  if (author.bot) {
    const x = LEFT + widthOf(name) * SIZE + 8;
    parts.push(box(x, top, 22, 17, COLORS.app), write(x + 5, top + 13, '앱', '#ffffff', 12, ' font-weight="600"'));
  }
  let y = top + 38;
  const add = ({ svg, height }: Drawn) => {
    parts.push(svg);
    y += height;
  };
  for (const line of content.split('\n')) add(drawText(line, LEFT, y, WIDTH - LEFT - 24, names));
  for (const embed of embeds) {
    const inner: string[] = [];
    let at = y + 22;
    if (embed.author) {
      inner.push(
        write(LEFT + 16, at, embed.author.name, embed.author.url ? '#00a8fc' : COLORS.strong, 14, ' font-weight="600"'),
      );
      at += 28;
    }
    for (const line of (embed.description ?? '').split('\n')) {
      const drawn = drawText(line, LEFT + 16, at, 520, names);
      inner.push(drawn.svg);
      at += drawn.height;
    }
    if (embed.footer) {
      inner.push(write(LEFT + 16, at + 2, embed.footer.text, COLORS.dim, 12));
      at += 20;
    }
    const height = at - y - 6;
    const bar = `#${(embed.color ?? 0).toString(16).padStart(6, '0')}`;
    parts.push(
      box(LEFT, y - 4, WIDTH - LEFT - 24, height, COLORS.embed),
      box(LEFT, y - 4, 4, height, bar, 2),
      ...inner,
    );
    y += height + 4;
  }
  for (const row of components) {
    if (row.type === ComponentType.ActionRow) add(drawRow(row.components, y));
  }
  return { svg: parts.join('\n'), height: y - top - 8 };
}

function drawText(line: string, x: number, y: number, width: number, names: ReadonlyMap<string, string>): Drawn {
  const small = /^-# (.*)$/.exec(line);
  const bullet = /^(\s*)- (.*)$/.exec(line);
  const indent = bullet ? 20 + (bullet[1] ?? '').length * 10 : 0;
  const size = small ? 13 : SIZE;
  const lines = wrap(readRuns(small?.[1] ?? bullet?.[2] ?? line, names), (width - indent) / size);
  const svg = lines.map((runs, i) => drawRuns(runs, x + indent, y + i * LINE, size, small !== null));
  if (bullet)
    svg.push(
      `<circle cx="${x + indent - 11}" cy="${y - 5}" r="3" fill="${bullet[1] ? 'none' : COLORS.text}" stroke="${COLORS.text}"/>`,
    );
  return { svg: svg.join('\n'), height: lines.length * LINE };
}

function drawRuns(runs: readonly Run[], left: number, y: number, size: number, isSmall: boolean): string {
  let x = left;
  const boxes: string[] = [];
  const spans = runs.map(({ text, style }) => {
    const width = widthOf(text) * size;
    if (style === 'code') boxes.push(box(x - 2, y - size + 1, width + 4, size + 5, COLORS.field));
    if (style === 'mention') boxes.push(box(x - 2, y - size + 1, width + 4, size + 5, COLORS.mentionBox));
    x += width;
    const fill = style === 'mention' ? COLORS.mention : isSmall ? COLORS.dim : COLORS.text;
    const weight = style === 'bold' ? ' font-weight="700"' : '';
    return `<tspan fill="${fill}"${weight}>${xml(text)}</tspan>`;
  });
  return `${boxes.join('')}<text x="${left}" y="${y}" font-size="${size}" xml:space="preserve">${spans.join('')}</text>`;
}

type Row = Extract<NonNullable<APIMessage['components']>[number], { type: ComponentType.ActionRow }>['components'];

function drawRow(row: Row, y: number): Drawn {
  let x = LEFT;
  const parts: string[] = [];
  for (const part of row) {
    if (part.type === ComponentType.StringSelect) {
      parts.push(box(x, y, 400, 40, COLORS.field), write(x + 12, y + 26, part.placeholder ?? '', COLORS.dim));
      parts.push(write(x + 374, y + 26, '⌄', COLORS.text));
    } else if (part.type === ComponentType.Button && ('label' in part || 'emoji' in part)) {
      const words = [part.emoji?.name, part.label].filter(Boolean).join(' ');
      const width = widthOf(words) * 14 + 32;
      parts.push(
        box(x, y, width, 34, COLORS.control),
        write(x + 16, y + 22, words, '#ffffff', 14, ' font-weight="500"'),
      );
      x += width + 8;
    }
  }
  return { svg: parts.join('\n'), height: row.some(({ type }) => type === ComponentType.StringSelect) ? 48 : 42 };
}
