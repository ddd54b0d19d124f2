//! A journal in memory, for tests and for trying things out.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::effective::effective;
use super::entry::Entry;
use super::error::Error;
use super::store::{Appended, Cursor, Journal, Query, SessionsQuery};
use crate::progress::{Facts, SessionSummary, Totals};

/// Entries in memory. Everything is folded anew at every question, so what it answers is the
/// meaning of the questions, and the measure for stores that keep sums.
#[derive(Debug, Clone, Default)]
pub struct MemoryJournal {
    by_id: BTreeMap<Uuid, Entry>,
    persons: Vec<Uuid>,
}

impl MemoryJournal {
    /// An empty journal.
    pub fn new() -> Self {
        Self::default()
    }

    fn all(&self) -> Vec<Entry> {
        self.by_id.values().cloned().collect()
    }
}

impl Journal for MemoryJournal {
    fn append(&mut self, entries: &[Entry]) -> Result<Appended, Error> {
        let mut new: BTreeMap<Uuid, &Entry> = BTreeMap::new();
        let mut appended = Appended::default();
        for entry in entries {
            entry.check().map_err(|fault| Error::Invalid {
                id: entry.id,
                fault,
            })?;
            let there = self
                .by_id
                .get(&entry.id)
                .or_else(|| new.get(&entry.id).copied());
            match there {
                Some(same) if same == entry => appended.known += 1,
                Some(_) => return Err(Error::Conflict { id: entry.id }),
                None => {
                    new.insert(entry.id, entry);
                    appended.added += 1;
                }
            }
        }
        for entry in entries {
            if !self.persons.contains(&entry.person) {
                self.persons.push(entry.person);
            }
        }
        self.by_id
            .extend(new.into_iter().map(|(id, entry)| (id, entry.clone())));
        Ok(appended)
    }

    fn entry(&self, id: Uuid) -> Result<Option<Entry>, Error> {
        Ok(self.by_id.get(&id).cloned())
    }

    fn entries(&self, query: &Query) -> Result<Vec<Entry>, Error> {
        let mut found: Vec<Entry> = self
            .by_id
            .values()
            .filter(|entry| query.matches(entry))
            .cloned()
            .collect();
        found.sort_by_key(Entry::order);
        if query.newest_first {
            found.reverse();
        }
        found.truncate(query.limit.unwrap_or(usize::MAX));
        Ok(found)
    }

    fn sessions(&self, query: &SessionsQuery) -> Result<Vec<SessionSummary>, Error> {
        let mut by_session: BTreeMap<Uuid, Vec<Entry>> = BTreeMap::new();
        for entry in effective(&self.all()) {
            if let (true, Some(session)) = (entry.person == query.person, entry.session) {
                by_session.entry(session).or_default().push(entry);
            }
        }
        let mut found: Vec<SessionSummary> = by_session
            .values()
            .filter_map(|entries| SessionSummary::of(entries))
            .filter(|summary| !query.open || summary.is_open())
            .filter(|summary| {
                query
                    .after
                    .is_none_or(|after| Cursor::of_session(summary) < after)
            })
            .collect();
        found.sort_by_key(|summary| std::cmp::Reverse(Cursor::of_session(summary)));
        found.truncate(query.limit.unwrap_or(usize::MAX));
        Ok(found)
    }

    fn facts(&self, person: Uuid) -> Result<Facts, Error> {
        let all = Totals::by_person(&self.all());
        Ok(all.get(&person).map(Totals::facts).unwrap_or_default())
    }

    fn persons(&self) -> Result<Vec<Uuid>, Error> {
        Ok(self.persons.clone())
    }

    fn count(&self) -> Result<u64, Error> {
        Ok(self.by_id.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::conformance;

    #[test]
    fn it_passes_the_hand_written_cases() {
        conformance::cases(&mut || Box::new(MemoryJournal::new()));
    }

    #[test]
    fn it_passes_the_random_cases() {
        conformance::properties(64, &mut || Box::new(MemoryJournal::new()));
    }
}
