/** How long an estimate of the offset stays in use, milliseconds. */
const memory = 60_000;

/**
 * The server's clock as this screen knows it. The computer in the control room may be wrong by minutes;
 * ages and the clock on the wall come from here. The frame that took the least time on its way gives the
 * offset; what later frames take longer is their delay.
 */
export class ServerClock {
  private readings: { at: number; offset: number }[] = [];

  /** Milliseconds by which the newest frame came later than the quickest frame of the last minute. */
  delay = 0;

  /** Notes a frame: the server's time in it and the monotonic time of its arrival, milliseconds. */
  note(serverTime: number, arrived: number): void {
    const offset = serverTime - arrived;
    this.readings = this.readings.filter(r => r.at > arrived - memory && r.offset > offset);
    this.readings.push({ at: arrived, offset });
    this.delay = this.readings[0]!.offset - offset;
  }

  /** False until the first frame: then nothing is known about the time at the mine. */
  get known(): boolean {
    return this.readings.length > 0;
  }

  /** Milliseconds since the Unix epoch on the server at a monotonic time. */
  at(monotonic: number): number {
    return monotonic + (this.readings[0]?.offset ?? 0);
  }
}
