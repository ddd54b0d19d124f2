//! The nodes that a depth-first search has met.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What the rest of a search depends on at a node; of two nodes with one key, only the one with more
/// points can lead to something better.
type Key = Box<[u16]>;

/// The most keys that are remembered. Beyond it the search goes on without remembering more: slower,
/// and as exact.
const MOST: usize = 400_000;

/// The nodes that were met: the most points with which each key was reached.
#[derive(Default)]
pub(super) struct Seen {
    points: HashMap<Key, i64, BuildHasherDefault<KeyHasher>>,
    /// Room for the key that is looked up.
    key: Vec<u16>,
}

impl Seen {
    /// Whether a node with this key was met with at least as many points. Notes this one otherwise.
    pub(super) fn before(&mut self, key: impl Iterator<Item = u16>, points: i64) -> bool {
        self.key.clear();
        self.key.extend(key);
        match self.points.get_mut(self.key.as_slice()) {
            Some(best) if *best >= points => true,
            Some(best) => {
                *best = points;
                false
            }
            None => {
                if self.points.len() < MOST {
                    self.points.insert(self.key.as_slice().into(), points);
                }
                false
            }
        }
    }
}

/// A quick hash of keys, which are small numbers of our own making.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_ne_bytes(*word));
        }
        for byte in rest {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, number: u64) {
        // Multiplied by an odd number (the golden ratio's digits), and the upper half brought down, where
        // a table looks.
        let mixed = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}
