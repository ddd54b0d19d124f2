//! Doses as JSON. All times are whole seconds.

use serde::Serialize;

use super::{id, text};
use crate::content::{self, Amount, Sp, Technique};
use crate::routine::{self, ExactWork};
use crate::timeline::dose_text;

/// A range of whole numbers with the value that is usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Range {
    /// The least.
    pub min: u32,
    /// What is done when nothing speaks against it.
    pub usual: u32,
    /// The most.
    pub max: u32,
}

impl From<Amount> for Range {
    fn from(amount: Amount) -> Self {
        Self {
            min: amount.min,
            usual: amount.usual,
            max: amount.max,
        }
    }
}

fn range(amount: Option<&Sp<Amount>>) -> Option<Range> {
    amount.map(|amount| amount.value.into())
}

/// How long it takes to go there and back in one repetition, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Tempo {
    /// Seconds on the way out.
    pub there: u32,
    /// Seconds on the way back.
    pub back: u32,
}

/// The work of one set, on one side or in one direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Work {
    /// Seconds of a hold, of each breath, or of free movement on each spot.
    pub seconds: Option<Range>,
    /// How many breaths or repetitions.
    pub count: Option<Range>,
    /// Seconds there and back of a repetition.
    pub tempo: Option<Tempo>,
    /// Seconds held at the far end of each repetition.
    pub hold_seconds: Option<Range>,
    /// How many spots.
    pub spots: Option<Range>,
}

impl From<&content::Work> for Work {
    fn from(work: &content::Work) -> Self {
        use content::Work as From;
        let none = Self::default();
        match work {
            From::Hold(hold) => Self {
                seconds: Some(hold.seconds.value.into()),
                ..none
            },
            From::Breaths(breaths) => Self {
                count: Some(breaths.count.value.into()),
                seconds: breaths
                    .seconds
                    .map(|seconds| Amount::exactly(seconds.value).into()),
                ..none
            },
            From::Reps(reps) => Self {
                count: Some(reps.count.value.into()),
                tempo: reps.tempo.as_ref().map(|tempo| Tempo {
                    there: tempo.there.value,
                    back: tempo.back.value,
                }),
                hold_seconds: range(reps.hold.as_ref()),
                ..none
            },
            From::Timed(timed) => Self {
                seconds: Some(timed.seconds.value.into()),
                spots: range(timed.spots.as_ref()),
                ..none
            },
        }
    }
}

/// What one source says about dose and frequency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SourceDose<'l> {
    /// The source.
    pub source: &'l str,
    /// `hold`, `breaths`, `reps` or `timed`; `frequency` when it only says how often.
    pub kind: &'static str,
    /// The work of one set.
    #[serde(flatten)]
    pub work: Work,
    /// How many sets.
    pub sets: Option<Range>,
    /// Times a day.
    pub per_day: Option<Range>,
    /// Days a week.
    pub days_per_week: Option<Range>,
    /// Minutes from one time to the next.
    pub every_minutes: Option<Range>,
    /// Minutes a day in all.
    pub minutes_a_day: Option<Range>,
    /// A remark of ours.
    pub note: Option<&'l str>,
}

impl<'l> From<&'l content::SourceDose> for SourceDose<'l> {
    fn from(dose: &'l content::SourceDose) -> Self {
        let work = dose.work.as_ref();
        Self {
            source: dose.source.as_str(),
            kind: work.map_or("frequency", |work| work.kind()),
            work: work.map_or_else(Work::default, |work| (&work.value).into()),
            sets: range(dose.sets.as_ref()),
            per_day: range(dose.per_day.as_ref()),
            days_per_week: range(dose.days_per_week.as_ref()),
            every_minutes: range(dose.every_minutes.as_ref()),
            minutes_a_day: range(dose.minutes_a_day.as_ref()),
            note: text(dose.note.as_ref()),
        }
    }
}

/// The default dose of a technique, which plans use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DefaultDose<'l> {
    /// `hold`, `breaths`, `reps` or `timed`.
    pub kind: &'static str,
    /// The work of one set.
    #[serde(flatten)]
    pub work: Work,
    /// How many sets.
    pub sets: Range,
    /// Seconds of rest between sets.
    pub rest_seconds: u32,
    /// The source that gives these figures.
    pub source: Option<&'l str>,
    /// What else they rest on.
    pub basis: Option<&'l str>,
    /// The source of the rest.
    pub rest_source: Option<&'l str>,
    /// What else the rest rests on.
    pub rest_basis: Option<&'l str>,
    /// What the seconds of a repetition or breath rest on, where no source gives them.
    pub tempo_basis: Option<&'l str>,
    /// What there is to know about the choice.
    pub reason: Option<&'l str>,
    /// The usual dose in words.
    pub text: String,
}

impl<'l> From<&'l Technique> for DefaultDose<'l> {
    fn from(technique: &'l Technique) -> Self {
        let dose = &technique.dose;
        let rest = dose.rest.as_ref();
        Self {
            kind: dose.work.kind(),
            work: (&dose.work.value).into(),
            sets: dose.sets.value.into(),
            rest_seconds: routine::rest_s(technique),
            source: id(dose.source.as_ref()),
            basis: text(dose.basis.as_ref()),
            rest_source: rest.and_then(|rest| id(rest.source.as_ref())),
            rest_basis: rest.and_then(|rest| text(rest.basis.as_ref())),
            tempo_basis: text(dose.tempo_basis.as_ref()),
            reason: text(dose.reason.as_ref()),
            text: dose_text(technique, &routine::ExactDose::usual(technique)),
        }
    }
}

/// A dose without ranges: what an easier or a harder step asks for. Ranges in it are single values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FixedDose {
    /// `hold`, `breaths`, `reps` or `timed`.
    pub kind: &'static str,
    /// The work of one set.
    #[serde(flatten)]
    pub work: Work,
    /// How many sets.
    pub sets: u32,
}

impl From<&content::FixedDose> for FixedDose {
    fn from(dose: &content::FixedDose) -> Self {
        Self {
            kind: dose.work.kind(),
            work: (&dose.work.value).into(),
            sets: dose.sets.map_or(1, |sets| sets.value),
        }
    }
}

/// How often to do a technique.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Frequency<'l> {
    /// Times a day.
    pub per_day: Option<Range>,
    /// Days a week.
    pub days_per_week: Option<Range>,
    /// Minutes from one time to the next.
    pub every_minutes: Option<Range>,
    /// The source that says so.
    pub source: Option<&'l str>,
    /// What else it rests on.
    pub basis: Option<&'l str>,
    /// What there is to know about the choice.
    pub reason: Option<&'l str>,
}

impl<'l> From<&'l content::Frequency> for Frequency<'l> {
    fn from(frequency: &'l content::Frequency) -> Self {
        Self {
            per_day: range(frequency.per_day.as_ref()),
            days_per_week: range(frequency.days_per_week.as_ref()),
            every_minutes: range(frequency.every_minutes.as_ref()),
            source: id(frequency.source.as_ref()),
            basis: text(frequency.basis.as_ref()),
            reason: text(frequency.reason.as_ref()),
        }
    }
}

/// A dose as it is played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExactDose {
    /// `hold`, `breaths`, `reps` or `timed`.
    pub kind: &'static str,
    /// Seconds of a hold, of each breath, or of free movement on each spot.
    pub seconds: Option<u32>,
    /// How many breaths or repetitions.
    pub count: Option<u32>,
    /// Seconds there and back of a repetition.
    pub tempo: Option<Tempo>,
    /// Seconds held at the far end of each repetition.
    pub hold_seconds: Option<u32>,
    /// How many spots.
    pub spots: Option<u32>,
    /// How many sets.
    pub sets: u32,
    /// Seconds of rest between sets.
    pub rest_seconds: u32,
    /// The dose in words.
    pub text: String,
}

impl ExactDose {
    /// The dose of a technique.
    pub fn new(technique: &Technique, dose: &routine::ExactDose) -> Self {
        let bare = Self {
            kind: dose.work.kind(),
            seconds: None,
            count: None,
            tempo: None,
            hold_seconds: None,
            spots: None,
            sets: dose.sets,
            rest_seconds: dose.rest_s,
            text: dose_text(technique, dose),
        };
        match dose.work {
            ExactWork::Hold { seconds } => Self {
                seconds: Some(seconds),
                ..bare
            },
            ExactWork::Breaths { count, seconds } => Self {
                count: Some(count),
                seconds: Some(seconds),
                ..bare
            },
            ExactWork::Reps {
                count,
                there,
                hold,
                back,
            } => Self {
                count: Some(count),
                tempo: Some(Tempo { there, back }),
                hold_seconds: Some(hold),
                ..bare
            },
            ExactWork::Timed { seconds, spots } => Self {
                seconds: Some(seconds),
                spots: Some(spots),
                ..bare
            },
        }
    }
}
