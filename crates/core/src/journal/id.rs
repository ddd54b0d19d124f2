//! Ids that grow with time: UUIDv7 from a time and random bytes that are handed in.

use uuid::{Builder, Uuid};

/// Bits of an id that are random: all but 48 of the time, 4 of the version, 2 of the variant.
const RANDOM_BITS: u32 = 74;
const RANDOM_MASK: u128 = (1 << RANDOM_BITS) - 1;
/// The largest time that fits, in milliseconds.
const MAX_MS: u64 = (1 << 48) - 1;

/// A UUIDv7 of a Unix time in milliseconds and ten random bytes.
///
/// Times past the year 10889 count as that year.
pub fn new_id(unix_ms: u64, random: [u8; 10]) -> Uuid {
    Builder::from_unix_timestamp_millis(unix_ms.min(MAX_MS), &random).into_uuid()
}

/// Makes ids that always grow, within a millisecond and when a clock is set back too.
#[derive(Debug, Clone, Default)]
pub struct IdSource {
    /// The time and the random bits of the last one.
    last: Option<(u64, u128)>,
}

impl IdSource {
    /// A source that goes on after `last`, so that a new process does not fall behind an old one.
    pub fn after(last: Option<Uuid>) -> Self {
        Self {
            last: last.map(split),
        }
    }

    /// The next id, at a Unix time in milliseconds with ten fresh random bytes.
    ///
    /// In the millisecond of the last id, or before it, the id is the last one and a random step of 1
    /// to 65,536 more; when that overflows, the next millisecond.
    pub fn next_id(&mut self, unix_ms: u64, random: [u8; 10]) -> Uuid {
        let (ms, bits) = split(new_id(unix_ms, random));
        let next = match self.last {
            Some((last_ms, last_bits)) if last_ms >= ms => {
                let step = u128::from(u16::from_be_bytes([random[8], random[9]])) + 1;
                let grown = last_bits + step;
                if grown <= RANDOM_MASK {
                    (last_ms, grown)
                } else {
                    // Half of the room is left free, so that a millisecond does not begin at its end.
                    ((last_ms + 1).min(MAX_MS), bits >> 1)
                }
            }
            _ => (ms, bits),
        };
        self.last = Some(next);
        join(next)
    }
}

/// The time and the 74 random bits of an id.
fn split(id: Uuid) -> (u64, u128) {
    let all = id.as_u128();
    let ms = (all >> 80) as u64;
    let high = (all >> 64) & 0xfff;
    let low = all & ((1 << 62) - 1);
    (ms, (high << 62) | low)
}

fn join((ms, bits): (u64, u128)) -> Uuid {
    let high = (bits >> 62) & 0xfff;
    let low = bits & ((1 << 62) - 1);
    Uuid::from_u128((u128::from(ms) << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_holds_its_time_its_version_and_its_random_bytes() {
        let id = new_id(0x0190_0000_0001, [0xff; 10]);
        assert_eq!(id.to_string(), "01900000-0001-7fff-bfff-ffffffffffff");
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(join(split(id)), id);
    }

    #[test]
    fn ids_grow_through_a_full_millisecond() {
        let mut source = IdSource::default();
        let first = source.next_id(5, [0xff; 10]);
        let second = source.next_id(5, [0xff; 10]);
        assert!(second > first);
        assert_eq!(split(second).0, 6);
    }

    proptest! {
        #[test]
        fn ids_always_grow(times in prop::collection::vec((0u64..1 << 40, any::<[u8; 10]>()), 1..60)) {
            let mut source = IdSource::default();
            let mut last = None;
            for (ms, random) in times {
                let id = source.next_id(ms, random);
                prop_assert_eq!(id.get_version_num(), 7);
                prop_assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
                prop_assert!(last < Some(id));
                last = Some(id);
                // A source that goes on after it goes on growing.
                prop_assert!(IdSource::after(last).next_id(0, random) > id);
            }
        }
    }
}
