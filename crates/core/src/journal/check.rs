//! What a journal may hold.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::SCHEMA;
use super::entry::{Body, Change, Entry};
use super::error::InvalidEntry;
use super::saved::SavedRoutine;
use crate::content::Id;
use crate::routine::{ExactDose, ExactWork, Routine};

impl Entry {
    /// Whether a journal may hold it.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it: a figure out of its range, a text too long, a malformed
    /// id, a correction within a correction.
    pub fn check(&self) -> Result<(), InvalidEntry> {
        if self.at < Timestamp::UNIX_EPOCH {
            return Err(InvalidEntry::Time);
        }
        if Offset::from_seconds(self.offset_s).is_err() {
            return Err(InvalidEntry::Offset(self.offset_s));
        }
        let zone_ok = !self.zone.is_empty()
            && self.zone.len() <= Self::MAX_ZONE
            && self
                .zone
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-_/:".contains(&byte));
        if !zone_ok {
            return Err(InvalidEntry::Zone);
        }
        let fits = match self.body.schema() {
            Some(schema) => self.schema == schema,
            None => self.schema > SCHEMA,
        };
        if !fits {
            return Err(InvalidEntry::Schema(self.schema));
        }
        self.body.check()
    }
}

impl Body {
    fn check(&self) -> Result<(), InvalidEntry> {
        match self {
            Self::SessionStarted(started) => {
                text(&started.name)?;
                ids(&started.routine)?;
                ids(&started.request.goal)?;
                for asked in &started.request.areas {
                    id(&asked.area)?;
                    asked.pain.map_or(Ok(()), pain)?;
                }
                Ok(())
            }
            Self::SegmentFinished(segment) => {
                ids(&segment.technique)?;
                duration(segment.planned_ms)?;
                duration(segment.played_ms)
            }
            Self::TechniqueFinished(finished) => {
                id(&finished.technique)?;
                for seconds in [finished.seconds, finished.left_s, finished.right_s] {
                    duration(u64::from(seconds) * 1000)?;
                }
                Ok(())
            }
            Self::TechniqueSkipped(technique)
            | Self::EasierTaken { technique, .. }
            | Self::Feedback { technique, .. } => id(technique),
            Self::SessionEnded(ended) => duration(ended.played_ms),
            Self::Pain(reading) => {
                ids(&reading.area)?;
                pain(reading.value)
            }
            Self::SafetyChecked(check) => {
                ids(&check.reported)?;
                text(&check.questions)
            }
            Self::Note(note) => text(note),
            Self::ProfileSet(profile) => {
                for flag in &profile.flags {
                    id(&flag.flag)?;
                    ids(&flag.areas)?;
                }
                ids(&profile.equipment)?;
                ids(&profile.missing)?;
                ids(&profile.positions)?;
                ids(&profile.agreed)?;
                profile.emergency_number.as_deref().map_or(Ok(()), text)
            }
            Self::RoutineSaved(routine) => saved(routine),
            Self::Correction { change, .. } => match change {
                Change::Withdrawn => Ok(()),
                Change::Replaced(body) => match **body {
                    Self::Correction { .. } | Self::Opaque(_) => Err(InvalidEntry::Replacement),
                    _ => body.check(),
                },
            },
            Self::Opaque(_) => Ok(()),
        }
    }
}

/// A saved routine is played as it stands, so its figures have to be ones that a person could mean.
fn saved(routine: &Routine) -> Result<(), InvalidEntry> {
    text(&routine.name)?;
    ids(&routine.id)?;
    if routine.items.is_empty() || routine.items.len() > SavedRoutine::MOST_ITEMS {
        return Err(InvalidEntry::Items(routine.items.len()));
    }
    for item in &routine.items {
        id(&item.technique)?;
        id(&item.position)?;
        ids(&item.equipment)?;
        item.note.as_deref().map_or(Ok(()), text)?;
        let ExactDose { work, sets, rest_s } = item.dose;
        let counts = match work {
            ExactWork::Hold { .. } => 1,
            ExactWork::Breaths { count, .. } | ExactWork::Reps { count, .. } => count,
            ExactWork::Timed { spots, .. } => spots,
        };
        for count in [counts, sets] {
            if !(1..=SavedRoutine::MOST_COUNT).contains(&count) {
                return Err(InvalidEntry::Count(count));
            }
        }
        for seconds in [work.seconds(), rest_s, item.pad_s] {
            if seconds > SavedRoutine::MOST_SECONDS {
                return Err(InvalidEntry::Work(seconds));
            }
        }
        if work.seconds() == 0 {
            return Err(InvalidEntry::Work(0));
        }
    }
    Ok(())
}

fn id(id: &Id) -> Result<(), InvalidEntry> {
    if Id::is_well_formed(id.as_str()) {
        Ok(())
    } else {
        Err(InvalidEntry::Id(id.as_str().chars().take(80).collect()))
    }
}

fn ids<'a>(list: impl IntoIterator<Item = &'a Id>) -> Result<(), InvalidEntry> {
    list.into_iter().try_for_each(id)
}

fn pain(value: u8) -> Result<(), InvalidEntry> {
    if value <= 10 {
        Ok(())
    } else {
        Err(InvalidEntry::Pain(value))
    }
}

fn duration(ms: u64) -> Result<(), InvalidEntry> {
    if ms <= Entry::MAX_MS {
        Ok(())
    } else {
        Err(InvalidEntry::Duration(ms))
    }
}

fn text(text: &str) -> Result<(), InvalidEntry> {
    if text.len() <= Entry::MAX_TEXT {
        Ok(())
    } else {
        Err(InvalidEntry::Text(text.len()))
    }
}
