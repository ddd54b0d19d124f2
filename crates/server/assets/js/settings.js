/** How a person likes to play: kept in the browser, since it is about this device. */

const NAME = "unhunch.playing";
const USUAL = { volume: 0.6, voice: null, pace: 1, waits: false };

export function load() {
  try {
    return { ...USUAL, ...JSON.parse(localStorage.getItem(NAME) ?? "{}") };
  } catch {
    return { ...USUAL };
  }
}

export function save(settings) {
  try {
    localStorage.setItem(NAME, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing plays all the same.
  }
}
