/** One table of figures: a row for each, a column for each browser. */

/** `aim` is what must hold, '' for what is only told. */
export type Row = { readonly figure: string; readonly aim: string; readonly values: readonly string[] };

export type Table = { readonly columns: readonly string[]; readonly rows: readonly Row[] };

function cells({ columns, rows }: Table): readonly (readonly string[])[] {
  return [['figure', 'aim', ...columns], ...rows.map(({ figure, aim, values }) => [figure, aim, ...values])];
}

export function asText(table: Table): string {
  const lines = cells(table);
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0))) ?? [];
  return lines
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function asMarkdown(table: Table): string {
  const [head, ...body] = cells(table);
  const lines = [head ?? [], (head ?? []).map(() => '---'), ...body];
  return lines.map(line => `| ${line.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}
