/** What is heard: a bell, made here, and a voice, the browser's own. */

/** The partials of the bell: how many times the lowest frequency, how loud, for how many seconds. */
const PARTIALS = [
  [1, 1, 2.4],
  [2.01, 0.5, 1.6],
  [3.02, 0.22, 1],
  [4.17, 0.1, 0.6],
];
const LOWEST_HZ = 392;

/** A bell with a volume of 0 (silent) to 1. */
export class Bell {
  #context = null;
  volume = 0.6;

  /** Has to be called while the person presses something: browsers let no page sound by itself. */
  unlock() {
    const Context = globalThis.AudioContext;
    if (!Context) return;
    this.#context ??= new Context();
    this.#context.resume?.();
  }

  /** Rings now. How often it has rung is told by the document's `bell` event, for whoever listens. */
  ring() {
    if (this.volume <= 0) return;
    document.dispatchEvent(new CustomEvent("bell"));
    const context = this.#context;
    if (!context) return;
    const start = context.currentTime;
    const master = context.createGain();
    // What is heard as half as loud is much less than half.
    master.gain.value = 0.35 * this.volume ** 2;
    master.connect(context.destination);
    for (const [times, loud, seconds] of PARTIALS) {
      const gain = context.createGain();
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(loud, start + 0.008);
      gain.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
      const tone = context.createOscillator();
      tone.frequency.value = LOWEST_HZ * times;
      tone.connect(gain).connect(master);
      tone.start(start);
      tone.stop(start + seconds + 0.05);
    }
  }
}

/** How long the end waits for the last cue, in ms. */
const LAST_CUE_MS = 15_000;

/** Speaks cues, each to its end. One that has waited too long to be of use is dropped; the last one is not, since
 *  it says what is to be done now. */
export class Voice {
  #waiting = [];
  /** What is being spoken; kept, since browsers forget an utterance that nobody holds. */
  #speaking = null;
  #on = false;
  #idle = [];

  get available() {
    return "speechSynthesis" in globalThis;
  }

  get on() {
    return this.#on;
  }

  set on(on) {
    this.#on = on && this.available;
    if (!this.#on) this.#waiting = [];
  }

  say({ text, fresh }) {
    if (!this.#on || !text) return;
    this.#waiting.push({ text, fresh, since: performance.now() });
    this.#next();
  }

  /** Until the last cue is spoken, 15 s at most. */
  finished() {
    if (!this.#speaking) return Promise.resolve();
    return new Promise((done) => {
      this.#idle.push(done);
      setTimeout(done, LAST_CUE_MS);
    });
  }

  #next() {
    if (this.#speaking) return;
    let next = this.#waiting.shift();
    const late = (one) => performance.now() - one.since > one.fresh;
    while (next && late(next) && (this.#waiting.length > 0 || next.fresh < 4000))
      next = this.#waiting.shift();
    if (!next) {
      for (const done of this.#idle.splice(0)) done();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(next.text);
    utterance.lang = "en-US";
    const over = () => {
      if (this.#speaking !== utterance) return;
      this.#speaking = null;
      this.#next();
    };
    utterance.onend = over;
    utterance.onerror = over;
    this.#speaking = utterance;
    speechSynthesis.speak(utterance);
  }
}
