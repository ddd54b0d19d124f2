/**
 * The time that a session is played by: monotonic, in whole ms, and it knows of sleep.
 *
 * A browser's own monotonic clock may stand still while the computer sleeps; the wall clock does not. Where the
 * wall clock gains more than `SLEPT_MS` on the monotonic one between two looks, that was sleep, and counts.
 */

const SLEPT_MS = 5000;

export class Clock {
  #slept = 0;
  #last = null;
  /** Session ms that were counted before the pace was changed last, and when that was. */
  #base = 0;
  #since = null;
  #pace = 1;

  /** Real ms since some start. */
  #real() {
    const now = { steady: performance.now(), wall: Date.now() };
    if (this.#last) {
      const behind = now.wall - this.#last.wall - (now.steady - this.#last.steady);
      if (behind > SLEPT_MS) this.#slept += behind;
    }
    this.#last = now;
    return now.steady + this.#slept;
  }

  /** Session ms: at a slower pace they take longer. */
  now() {
    const real = this.#real();
    this.#since ??= real;
    return Math.floor(this.#base + (real - this.#since) * this.#pace);
  }

  /** Real ms until a session time. */
  until(at) {
    return Math.max(0, Math.ceil((at - this.now()) / this.#pace));
  }

  /** Lets session time run at `pace` times the real time from now on; at most 1, so that nobody is credited
   *  with more than was done. */
  set pace(pace) {
    this.#base = this.now();
    this.#since = this.#real();
    this.#pace = Math.min(1, pace);
  }
}
