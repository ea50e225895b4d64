/** The comparisons of awk and expr. */

/** Whether a comparison holds; `way` is below, at or above zero as the left side stands to the right one. */
export function holds(operator: string, way: number): boolean {
  switch (operator) {
    case '<':
      return way < 0;
    case '<=':
      return way <= 0;
    case '>':
      return way > 0;
    case '>=':
      return way >= 0;
    case '!=':
      return way !== 0;
    default:
      return way === 0;
  }
}
