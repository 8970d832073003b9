const DELIMITER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Whether the line is the `| --- | --- |` under a table's header. */
export const isDelimiterRow = (line: string): boolean =>
  line.includes('|') && line.includes('-') && DELIMITER.test(line);

/** Whether the line alone, without its table, looks like one of its rows. */
export const isLooseRow = (line: string): boolean => /^\s*\|.*\|\s*$/.test(line) && line.trim().length > 2;

/** The cells of a table's row, trimmed; a bar in code or after a backslash does not part them. */
export function cellsOf(row: string): string[] {
  const line = row.trim().replace(/^\|/, '').replace(/\|$/, '');
  const cells = [''];
  let inCode = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? '';
    if (sign === '`') inCode = !inCode;
    if (sign === '|' && !inCode) cells.push('');
    else if (sign === '\\' && line[at + 1] === '|') {
      cells.push(`${cells.pop() ?? ''}|`);
      at += 1;
    } else cells.push(`${cells.pop() ?? ''}${sign}`);
  }
  return cells.map((cell) => cell.trim());
}

/** `열: 값` for each cell that says something; only the value where the column has no name. */
export function namedCells(header: readonly string[], cells: readonly string[]): string[] {
  // A context names only the columns that have a name: what is short by one lacks the first column's.
  const names = header.length === cells.length - 1 ? ['', ...header] : header.length === cells.length ? header : [];
  return cells.flatMap((cell, i) => (cell === '' ? [] : names[i] ? `${names[i]}: ${cell}` : cell));
}

/** The header of the table that a line of the text (0-based) is a row of, if it stands above it there. */
export function headerAbove(lines: readonly string[], row: number): string[] | undefined {
  for (let at = row; at > 0 && lines[at]?.includes('|'); at -= 1) {
    if (isDelimiterRow(lines[at] ?? '')) return cellsOf(lines[at - 1] ?? '');
  }
  return undefined;
}
