/** Pixels of the screen that one cell covers. */
const cell = 10;

/** Which parts of the screen already bear a text, so that no two overlap. */
export class Clearing {
  private readonly taken = new Set<number>();

  clear(): void {
    this.taken.clear();
  }

  /**
   * Takes the box around a text if it is free.
   * @param x centre, pixels
   * @param angle of the text's line, radians
   * @param always take it even when it is not free: a name that must be read
   */
  take(x: number, y: number, width: number, height: number, angle = 0, always = false): boolean {
    const cells = new Set<number>();
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    for (let u = -width / 2; ; u = Math.min(u + cell / 2, width / 2)) {
      for (let v = -height / 2; ; v = Math.min(v + cell / 2, height / 2)) {
        const column = Math.floor((x + u * c - v * s) / cell);
        const row = Math.floor((y + u * s + v * c) / cell);
        cells.add(column + 4096 * row);
        if (v >= height / 2) break;
      }
      if (u >= width / 2) break;
    }
    if (!always) for (const key of cells) if (this.taken.has(key)) return false;
    for (const key of cells) this.taken.add(key);
    return true;
  }
}
