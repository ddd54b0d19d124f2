//! Routines of a person's own.
//!
//! One is saved as an entry ([`Body::RoutineSaved`]), whole and exact, so that it plays the same for as
//! long as its techniques are there. Its id is the entry's. It is given another name or other items by a
//! correction that replaces it, and taken away by one that withdraws it, so a journal that is brought
//! together from two computers has what both saved.

use jiff::Timestamp;
use thiserror::Error;
use uuid::Uuid;

use super::entry::{Body, Change, Entry};
use crate::routine::Routine;

/// A routine that a person saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedRoutine {
    /// Its id: that of the entry that saved it.
    pub id: Uuid,
    /// When it was saved first.
    pub at: Timestamp,
    /// What is played.
    pub routine: Routine,
}

/// Why a routine cannot have a name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadName {
    /// There is nothing in it.
    #[error("a routine needs a name")]
    Empty,
    /// It is too long.
    #[error("a routine's name has at most {max} characters, not {0}", max = SavedRoutine::MOST_NAME)]
    Long(usize),
    /// It has a line break, or another character that cannot be seen.
    #[error("a routine's name is one line of letters, figures and signs")]
    Control,
    /// Another one has it.
    #[error("there is a routine of yours called \"{0}\" already")]
    Taken(String),
}

impl SavedRoutine {
    /// The most items of a routine.
    pub const MOST_ITEMS: usize = 100;
    /// The most sets, repetitions, breaths or spots.
    pub const MOST_COUNT: u32 = 1000;
    /// The longest work of a set, the longest rest and the longest addition to getting ready, in seconds.
    pub const MOST_SECONDS: u32 = 3600;
    /// The longest name, in characters.
    pub const MOST_NAME: usize = 60;

    /// The routine that an entry saved, if it did.
    pub fn of(entry: Entry) -> Option<Self> {
        match entry.body {
            Body::RoutineSaved(routine) => Some(Self {
                id: entry.id,
                at: entry.at,
                routine,
            }),
            _ => None,
        }
    }

    /// The name as it is kept: without spaces around it, held to what names may be, and to the names of
    /// the other routines, capitals aside. `own` is the routine that is given another name.
    ///
    /// # Errors
    ///
    /// Why it cannot have this name.
    pub fn name(word: &str, others: &[Self], own: Option<Uuid>) -> Result<String, BadName> {
        let name = word.trim();
        let length = name.chars().count();
        if name.is_empty() {
            return Err(BadName::Empty);
        }
        if length > Self::MOST_NAME {
            return Err(BadName::Long(length));
        }
        if name.chars().any(char::is_control) {
            return Err(BadName::Control);
        }
        let taken = others
            .iter()
            .filter(|other| Some(other.id) != own)
            .find(|other| other.is_called(name));
        match taken {
            Some(other) => Err(BadName::Taken(other.routine.name.clone())),
            None => Ok(name.to_owned()),
        }
    }

    /// Whether people call it so; capitals and spaces around the name do not matter.
    pub fn is_called(&self, name: &str) -> bool {
        self.routine.name.trim().to_lowercase() == name.trim().to_lowercase()
    }

    /// The routine that a word means: a name, capitals aside, or an id.
    pub fn find<'s>(routines: &'s [Self], word: &str) -> Option<&'s Self> {
        let id = word.trim().parse::<Uuid>().ok();
        routines
            .iter()
            .find(|one| Some(one.id) == id || one.is_called(word))
    }

    /// The body of the entry that saves a routine under a name that [`SavedRoutine::name`] gave.
    pub fn saving(name: String, routine: &Routine) -> Body {
        Body::RoutineSaved(Routine {
            id: None,
            name,
            ..routine.clone()
        })
    }

    /// The body of the entry that gives it another name.
    pub fn renaming(&self, name: String) -> Body {
        Body::Correction {
            of: self.id,
            change: Change::Replaced(Box::new(Self::saving(name, &self.routine))),
        }
    }

    /// The body of the entry that takes it away.
    pub fn removing(&self) -> Body {
        Body::Correction {
            of: self.id,
            change: Change::Withdrawn,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::conformance::maker::{Maker, routine};
    use crate::journal::{InvalidEntry, Journal as _, MemoryJournal, decode_line, encode_line};
    use crate::routine::ExactWork;

    fn names(journal: &MemoryJournal, maker: &Maker) -> Vec<String> {
        let saved = journal.saved_routines(maker.person).unwrap();
        saved.into_iter().map(|one| one.routine.name).collect()
    }

    #[test]
    fn routines_are_kept_renamed_and_taken_away() {
        let mut maker = Maker::new(1);
        let mut journal = MemoryJournal::new();
        for name in ["Mornings", "Evenings"] {
            let body = SavedRoutine::saving(name.to_owned(), &routine("a plan"));
            journal.append(&[maker.entry(body)]).unwrap();
        }
        assert_eq!(names(&journal, &maker), ["Evenings", "Mornings"]);

        let own = journal.saved_routines(maker.person).unwrap();
        let mornings = SavedRoutine::find(&own, " mornings ").unwrap();
        assert_eq!(
            SavedRoutine::find(&own, &mornings.id.to_string()),
            Some(mornings)
        );
        let name = SavedRoutine::name("MORNINGS", &own, Some(mornings.id)).unwrap();
        journal
            .append(&[maker.entry(mornings.renaming(name))])
            .unwrap();
        assert_eq!(names(&journal, &maker), ["Evenings", "MORNINGS"]);

        journal.append(&[maker.entry(mornings.removing())]).unwrap();
        assert_eq!(names(&journal, &maker), ["Evenings"]);
        assert_eq!(journal.saved_routines(Uuid::nil()).unwrap(), []);
    }

    #[test]
    fn names_are_short_lines_that_nobody_else_has() {
        let mut maker = Maker::new(1);
        let entry = maker.entry(Body::RoutineSaved(routine("Mornings")));
        let own = [SavedRoutine::of(entry).unwrap()];
        let name = |word: &str| SavedRoutine::name(word, &own, None);
        assert_eq!(
            name("  Lunch \u{2013} 5 min "),
            Ok("Lunch \u{2013} 5 min".to_owned())
        );
        assert_eq!(name(" \t "), Err(BadName::Empty));
        assert_eq!(name(&"x".repeat(61)), Err(BadName::Long(61)));
        assert_eq!(name("two\nlines"), Err(BadName::Control));
        assert_eq!(name("mornings"), Err(BadName::Taken("Mornings".to_owned())));
    }

    #[test]
    fn a_routine_that_nobody_could_mean_is_refused() {
        let mut maker = Maker::new(1);
        let mut fault = |change: &dyn Fn(&mut Routine)| {
            let mut made = routine("Mornings");
            change(&mut made);
            maker.entry(Body::RoutineSaved(made)).check()
        };
        assert_eq!(fault(&|_| {}), Ok(()));
        assert_eq!(fault(&|one| one.items.clear()), Err(InvalidEntry::Items(0)));
        assert_eq!(
            fault(&|one| one.items = vec![one.items[0].clone(); 101]),
            Err(InvalidEntry::Items(101))
        );
        assert_eq!(
            fault(&|one| one.items[1].dose.sets = 0),
            Err(InvalidEntry::Count(0))
        );
        let seconds = |seconds| ExactWork::Hold { seconds };
        assert_eq!(
            fault(&|one| one.items[0].dose.work = seconds(0)),
            Err(InvalidEntry::Work(0))
        );
        assert_eq!(
            fault(&|one| one.items[0].dose.work = seconds(u32::MAX)),
            Err(InvalidEntry::Work(u32::MAX))
        );
        assert_eq!(
            fault(&|one| one.items[0].pad_s = 4000),
            Err(InvalidEntry::Work(4000))
        );
    }

    #[test]
    fn an_entry_carries_the_version_of_its_kind() {
        let mut maker = Maker::new(1);
        let saved = maker.entry(Body::RoutineSaved(routine("Mornings")));
        let line = encode_line(&saved).unwrap();
        assert!(line.starts_with(r#"{"schema":2,"#), "{line}");
        assert_eq!(decode_line(&line), Ok(saved.clone()));
        assert!(decode_line(&line.replacen("\"schema\":2", "\"schema\":1", 1)).is_err());
        let renamed = maker.replace(&saved, Body::RoutineSaved(routine("Evenings")));
        assert_eq!(renamed.schema, 2);
        assert_eq!(maker.entry(Body::Note("so".to_owned())).schema, 1);
    }
}
