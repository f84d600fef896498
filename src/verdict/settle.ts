/**
 * Failure counts as "either" (product.md): a failed lookup stands for each of its possible outcomes. Every world that the
 * answers leave open is graded by the rows; the grade stands if all worlds agree on it, otherwise nothing is concluded.
 */

/** One row of a grade table: the first row that holds for the facts gives the grade. */
export type Row<Facts, Grade, Reason> = readonly [grade: Grade, reason: Reason, holds: (facts: Facts) => boolean];

/** The first row that holds; undefined only for a table whose last row does not always hold. */
function firstRow<F, G, R>(rows: readonly Row<F, G, R>[], facts: F): Row<F, G, R> | undefined {
  return rows.find(([, , holds]) => holds(facts));
}

/**
 * The rows of all `worlds` when they agree on the grade; undefined as soon as two disagree (the rest is not looked at).
 * Of several reasons within one grade all are returned, in the order of the table.
 */
export function settle<F, G, R>(
  rows: readonly Row<F, G, R>[],
  worlds: Iterable<F>,
): { readonly grade: G; readonly reasons: readonly R[] } | undefined {
  const held = new Set<Row<F, G, R>>();
  let grade: G | undefined;
  for (const facts of worlds) {
    const row = firstRow(rows, facts);
    if (!row) continue;
    grade ??= row[0];
    if (row[0] !== grade) return undefined;
    held.add(row);
  }
  if (grade === undefined) return undefined;
  return { grade, reasons: rows.filter(row => held.has(row)).map(([, reason]) => reason) };
}
