//! A journal with its corrections applied.
//!
//! # The rule
//!
//! - Entries are taken in the order of [`Entry::order`]; each id counts once.
//! - A correction speaks to an entry of the same person. One to anything else says nothing (yet: what
//!   it speaks to may still be imported).
//! - A correction may itself be withdrawn, by a correction that comes after it in that order, and then
//!   says nothing. It cannot be replaced.
//! - Of the corrections in force that speak to an entry, the last one counts: the entry is withdrawn,
//!   or holds the new body. It keeps its id, time, zone and session. A new body of another kind than
//!   the old one says nothing, and such a correction is passed over.
//! - A session whose every beginning is withdrawn is withdrawn as a whole, with all entries that
//!   carry its id.
//!
//! Corrections themselves do not appear in what comes out; entries of a newer version do, untouched.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::entry::{Body, Change, Entry};

/// Entries that count, in order, with corrections applied.
pub type Effective = Vec<Entry>;

/// Applies the corrections among `entries` to them. The order of `entries` does not matter.
pub fn effective(entries: &[Entry]) -> Effective {
    let by_id: BTreeMap<Uuid, &Entry> = entries.iter().map(|entry| (entry.id, entry)).collect();
    let mut in_order: Vec<&Entry> = by_id.values().copied().collect();
    in_order.sort_by_key(|entry| entry.order());

    let changes = changes_in_force(&in_order, &by_id);
    let current = |entry: &Entry| -> Option<Entry> {
        match changes.get(&entry.id) {
            Some(Change::Withdrawn) => None,
            Some(Change::Replaced(body)) => Some(Entry {
                body: (**body).clone(),
                ..entry.clone()
            }),
            None => Some(entry.clone()),
        }
    };

    let withdrawn = withdrawn_sessions(&in_order, &changes);
    in_order
        .iter()
        .filter(|entry| entry.body.corrects().is_none())
        .filter(|entry| {
            entry
                .session
                .is_none_or(|session| !withdrawn.contains(&(entry.person, session)))
        })
        .filter_map(|entry| current(entry))
        .collect()
}

/// What becomes of each entry that a correction in force speaks to.
fn changes_in_force<'a>(
    in_order: &[&'a Entry],
    by_id: &BTreeMap<Uuid, &'a Entry>,
) -> BTreeMap<Uuid, &'a Change> {
    let mut changes = BTreeMap::new();
    let mut void = BTreeSet::new();
    // From the last to the first: whether a correction is in force depends on later ones only, and
    // the first that is met for an entry is the one that counts.
    for correction in in_order.iter().rev() {
        let Body::Correction { of, change } = &correction.body else {
            continue;
        };
        let Some(target) = by_id.get(of) else {
            continue;
        };
        if void.contains(&correction.id) || target.person != correction.person {
            continue;
        }
        match (&target.body, change) {
            (Body::Correction { .. }, Change::Withdrawn) => {
                if target.order() < correction.order() {
                    void.insert(target.id);
                }
            }
            (Body::Correction { .. }, Change::Replaced(_)) => {}
            (_, Change::Withdrawn) => {
                changes.entry(target.id).or_insert(change);
            }
            (old, Change::Replaced(new)) => {
                let same_kind = std::mem::discriminant(old) == std::mem::discriminant(&**new);
                if same_kind {
                    changes.entry(target.id).or_insert(change);
                }
            }
        }
    }
    changes
}

/// The sessions, by person, whose every beginning is withdrawn.
fn withdrawn_sessions(
    in_order: &[&Entry],
    changes: &BTreeMap<Uuid, &Change>,
) -> BTreeSet<(Uuid, Uuid)> {
    let mut withdrawn = BTreeSet::new();
    let mut standing = BTreeSet::new();
    for entry in in_order {
        if let (Some(session), Body::SessionStarted(_)) = (entry.session, &entry.body) {
            let key = (entry.person, session);
            match changes.get(&entry.id) {
                Some(Change::Withdrawn) => withdrawn.insert(key),
                _ => standing.insert(key),
            };
        }
    }
    withdrawn.retain(|key| !standing.contains(key));
    withdrawn
}
