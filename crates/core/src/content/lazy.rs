//! A part of a library that is made when it is first asked for.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

type Make<T> = Box<dyn FnOnce() -> T + Send>;

/// A part of a library. It is made at most once, by whoever asks first; a clone is the same part.
///
/// A command reads one guide, or asks the safety check, and is over: it does not wait for forty figures.
pub struct Lazy<T>(Arc<LazyLock<T, Make<T>>>);

impl<T> Lazy<T> {
    /// A part that `make` makes when it is needed.
    pub fn later(make: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(make))))
    }
}

impl<T: Send + 'static> From<T> for Lazy<T> {
    fn from(made: T) -> Self {
        Self::later(move || made)
    }
}

impl<T> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl<T: fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn a_part_is_made_once_when_it_is_asked_for_and_clones_share_it() {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let part = Lazy::later(|| MADE.fetch_add(1, Ordering::Relaxed) + 7);
        let clone = part.clone();
        assert_eq!(MADE.load(Ordering::Relaxed), 0);
        assert_eq!(part, clone, "the same part, which nobody had to make");
        assert_eq!(MADE.load(Ordering::Relaxed), 0);
        assert_eq!((*clone, *part), (7, 7));
        assert_eq!(MADE.load(Ordering::Relaxed), 1);
        assert_eq!(part, Lazy::from(7));
        assert_ne!(part, Lazy::from(8));
    }
}
