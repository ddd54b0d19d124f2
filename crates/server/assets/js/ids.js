/**
 * Ids that grow with time: UUIDv7, as `crates/core/src/journal/id.rs` makes them. The time and the random bytes
 * are arguments.
 */

const RANDOM_BITS = 74n;
const RANDOM_MASK = (1n << RANDOM_BITS) - 1n;

/** The 74 random bits that ten bytes give. */
function bitsOf(random) {
  let all = 0n;
  for (const byte of random) all = (all << 8n) | BigInt(byte);
  // Two bytes minus the version's place, then eight minus the variant's.
  const high = (all >> 64n) & 0xfffn;
  const low = all & ((1n << 62n) - 1n);
  return (high << 62n) | low;
}

function write(ms, bits) {
  const high = (bits >> 62n) & 0xfffn;
  const low = bits & ((1n << 62n) - 1n);
  const all = (ms << 80n) | (7n << 76n) | (high << 64n) | (2n << 62n) | low;
  const hex = all.toString(16).padStart(32, "0");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function read(id) {
  const all = BigInt(`0x${id.replaceAll("-", "")}`);
  const high = (all >> 64n) & 0xfffn;
  return { ms: all >> 80n, bits: (high << 62n) | (all & ((1n << 62n) - 1n)) };
}

/** Makes ids that always grow, within a millisecond and when a clock is set back too. */
export class IdSource {
  #last = null;

  /** A source that goes on after the id `last`. */
  constructor(last = null) {
    if (last) this.#last = read(last);
  }

  /** The next id, at a Unix time in ms with ten fresh random bytes. */
  next(unixMs, random) {
    const next = { ms: BigInt(Math.max(0, Math.floor(unixMs))), bits: bitsOf(random) };
    const last = this.#last;
    if (last && last.ms >= next.ms) {
      const grown = last.bits + BigInt((random[8] << 8) | random[9]) + 1n;
      next.ms = last.ms;
      if (grown <= RANDOM_MASK) next.bits = grown;
      else {
        // Half of the room is left free, so that a millisecond does not begin at its end.
        next.ms += 1n;
        next.bits >>= 1n;
      }
    }
    this.#last = next;
    return write(next.ms, next.bits);
  }
}
