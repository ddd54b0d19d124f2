//! Progress by hand-computed cases and by properties.

mod by_hand;
mod properties;

use jiff::civil::{Date, date};

use super::{Facts, Totals};
use crate::journal::Entry;
use crate::journal::conformance::Maker;

/// The Monday that makers begin on.
const MONDAY: Date = date(2026, 3, 2);

/// The facts of the first person's entries.
fn facts(entries: &[Entry]) -> Facts {
    let person = Maker::new(1).person;
    let totals = Totals::by_person(entries);
    totals.get(&person).map(Totals::facts).unwrap_or_default()
}

/// The day with this number, from the Monday on.
fn day(number: i64) -> Date {
    use jiff::ToSpan;
    MONDAY + number.days()
}
