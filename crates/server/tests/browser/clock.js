/**
 * A clock that only tests move: put into a page before anything of it runs, it stands in the place of the browser's
 * clocks and timers. Nothing of it is shipped.
 *
 *     await virtual.advance(5000)   lets timers fall due, each at its time
 *     virtual.sleep(600000)         the computer sleeps: time passes, nothing falls due
 */
(() => {
  const real = { setTimeout: setTimeout.bind(globalThis), Date };
  const EPOCH = Date.UTC(2026, 2, 2, 9, 0, 0);
  const NAME = "virtual-clock";
  // Time goes on over a reload.
  const kept = () => {
    try {
      return sessionStorage;
    } catch {
      return null;
    }
  };
  const from = Number(kept()?.getItem(NAME) ?? 0);
  let now = from;
  const move = (to) => {
    now = to;
    kept()?.setItem(NAME, String(now));
  };
  let last = 0;
  const timers = new Map();

  const set = (work, ms, every) => {
    last += 1;
    timers.set(last, { at: now + Math.max(every ? 1 : 0, Number(ms) || 0), work, every });
    return last;
  };
  globalThis.setTimeout = (work, ms, ...rest) => set(() => work(...rest), ms, 0);
  globalThis.setInterval = (work, ms, ...rest) => set(() => work(...rest), ms, Math.max(1, Number(ms) || 0));
  globalThis.clearTimeout = globalThis.clearInterval = (id) => timers.delete(id);
  performance.now = () => now - from;
  globalThis.Date = class extends real.Date {
    constructor(...from) {
      if (from.length === 0) super(EPOCH + now);
      else super(...from);
    }
    static now() {
      return EPOCH + now;
    }
  };

  // The worker that wakes the page keeps the same time.
  globalThis.Worker = class {
    #timer = 0;
    onmessage = null;
    postMessage(ms) {
      clearTimeout(this.#timer);
      if (ms !== null) this.#timer = setTimeout(() => this.onmessage?.({ data: null }), ms);
    }
    terminate() {
      clearTimeout(this.#timer);
    }
  };

  /** Lets the browser do what it has begun: storage, fetches, drawing. */
  const settle = () => new Promise((done) => real.setTimeout(done, 0));

  globalThis.virtual = {
    get now() {
      return now;
    },
    settle,
    /** Does work that has to wait for real. */
    async really(work) {
      const mine = globalThis.setTimeout;
      globalThis.setTimeout = real.setTimeout;
      try {
        return await work();
      } finally {
        globalThis.setTimeout = mine;
      }
    },
    async advance(ms) {
      const target = now + ms;
      for (;;) {
        let next = null;
        for (const [id, timer] of timers)
          if (timer.at <= target && (next === null || timer.at < timers.get(next).at)) next = id;
        if (next === null) break;
        const timer = timers.get(next);
        move(Math.max(now, timer.at));
        if (timer.every) timer.at = now + timer.every;
        else timers.delete(next);
        timer.work();
        await settle();
      }
      move(target);
      await settle();
    },
    sleep(ms) {
      move(now + ms);
    },
  };
})();
