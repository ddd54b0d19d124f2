//! What was prepared once and is asked for again: content does not change while the process runs.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use crate::metrics::Counts;
use crate::prepared::Prepared;

/// The most that lies there, in bytes. What was not asked for longest goes first.
const MOST: usize = 4 * 1024 * 1024;

/// Answers by a name. What is the whole answer of an address has that address for its name, so that it can be
/// handed out before anything is routed (module `guard`).
#[derive(Default)]
pub struct Shelf {
    held: RwLock<Held>,
    clock: AtomicU64,
}

#[derive(Default)]
struct Held {
    by_name: HashMap<String, Arc<Place>>,
    bytes: usize,
}

/// An answer that lies there.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) prepared: Arc<Prepared>,
    /// Where it is counted, if its name is an address.
    pub(crate) counts: Option<Counts>,
    used: AtomicU64,
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shelf").finish_non_exhaustive()
    }
}

impl Shelf {
    /// What has this name, if it is there.
    pub(crate) fn find(&self, name: &str) -> Option<Arc<Place>> {
        let now = self.clock.fetch_add(1, Ordering::Relaxed);
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let place = held.by_name.get(name)?;
        place.used.store(now, Ordering::Relaxed);
        Some(Arc::clone(place))
    }

    /// The answer with this name; made, and put there, when it is not there yet. `make` may fail, and then
    /// nothing is put there. With `counts` the name is an address, perhaps with a theme.
    ///
    /// # Errors
    ///
    /// What `make` returns.
    pub(crate) fn get<E>(
        &self,
        name: &str,
        counts: Option<&Counts>,
        make: impl FnOnce() -> Result<Prepared, E>,
    ) -> Result<Arc<Prepared>, E> {
        if let Some(found) = self.find(name) {
            return Ok(Arc::clone(&found.prepared));
        }
        let now = self.clock.fetch_add(1, Ordering::Relaxed);
        let prepared = Arc::new(make()?);
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        let place = Arc::new(Place {
            prepared: Arc::clone(&prepared),
            counts: counts.cloned(),
            used: AtomicU64::new(now),
        });
        held.bytes += prepared.weight();
        if let Some(old) = held.by_name.insert(name.to_owned(), place) {
            held.bytes = held.bytes.saturating_sub(old.prepared.weight());
        }
        while held.bytes > MOST && held.by_name.len() > 1 {
            let oldest = held
                .by_name
                .iter()
                .min_by_key(|(_, place)| place.used.load(Ordering::Relaxed))
                .map(|(name, _)| name.clone());
            let Some(gone) = oldest.and_then(|oldest| held.by_name.remove(&oldest)) else {
                break;
            };
            held.bytes = held.bytes.saturating_sub(gone.prepared.weight());
        }
        Ok(prepared)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn what_is_not_asked_for_goes_first() {
        let shelf = Shelf::default();
        let mut made = 0;
        let mut get = |name: &str| {
            let make = || -> Result<Prepared, Infallible> {
                made += 1;
                Ok(Prepared::new("image/png", vec![0; MOST / 3]))
            };
            let _ = shelf.get(name, None, make);
            made
        };
        assert_eq!(get("a"), 1);
        assert_eq!(get("b"), 2);
        assert_eq!(get("a"), 2);
        assert_eq!(get("c"), 3);
        assert_eq!(get("a"), 3, "it was asked for lately");
        assert_eq!(get("b"), 4, "it had to go");
        assert!(shelf.get("d", None, || Err(())).is_err());
    }
}
