//! The clock: the one place where xtask reads it.

use std::time::Instant;

use jiff::Zoned;
use jiff::civil::Date;

/// This moment, for measuring.
#[expect(
    clippy::disallowed_methods,
    reason = "a program's edge reads the clock"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// The machine's own date.
#[expect(
    clippy::disallowed_methods,
    reason = "a program's edge reads the clock"
)]
pub(crate) fn today() -> Date {
    Zoned::now().date()
}
