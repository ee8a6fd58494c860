/**
 * Prepares to solve A x = b for one symmetric positive definite matrix and many right sides.
 *
 * @param matrix `size` x `size`, row-major; overwritten by its lower factor.
 * @returns a function that replaces b by x.
 */
export function solveCholesky(matrix: Float64Array, size: number): (vector: Float64Array) => void {
  const at = (row: number, column: number) => matrix[row * size + column] as number;
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let value = at(row, column);
      for (let k = 0; k < column; k++) value -= at(row, k) * at(column, k);
      matrix[row * size + column] = row === column ? Math.sqrt(Math.max(value, 1e-14)) : value / at(column, column);
    }
  }
  return (vector) => {
    for (let row = 0; row < size; row++) {
      let value = vector[row] as number;
      for (let k = 0; k < row; k++) value -= at(row, k) * (vector[k] as number);
      vector[row] = value / at(row, row);
    }
    for (let row = size - 1; row >= 0; row--) {
      let value = vector[row] as number;
      for (let k = row + 1; k < size; k++) value -= at(k, row) * (vector[k] as number);
      vector[row] = value / at(row, row);
    }
  };
}
