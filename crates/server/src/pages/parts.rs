//! What several pages show alike: techniques in a row, choices, lengths, dates in words.

use jiff::civil::Date;
use unhunch_core::content::{Library, Technique};
use unhunch_core::plan::Plan;
use unhunch_core::timeline::Timeline;

pub(crate) use unhunch_core::phrase::{capital, counted, length, sentence, uncapital};

/// A figure on a page: its moving picture and its still one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Where the moving picture is.
    pub(crate) moving: String,
    /// Where the still one is.
    pub(crate) still: String,
    /// What can be seen, for somebody who cannot.
    pub(crate) alt: String,
}

impl Picture {
    /// The figure of a technique; none when nobody has drawn it.
    pub(crate) fn of(library: &Library, technique: &Technique) -> Option<Self> {
        library.figure(technique.id.as_str())?;
        let id = &technique.id;
        Some(Self {
            moving: format!("/figures/{id}.moving.svg"),
            still: format!("/figures/{id}.svg"),
            alt: technique
                .alt
                .as_ref()
                .map_or_else(|| technique.name.to_string(), |alt| alt.to_string()),
        })
    }
}

/// One technique of what may be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepView {
    /// Its id.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) name: String,
    /// How much of it.
    pub(crate) dose: String,
    /// Why it is there, or what there is to say of it; may be empty.
    pub(crate) why: String,
    /// Its figure.
    pub(crate) picture: Option<Picture>,
}

/// The techniques of a timeline, in order, with the reasons of a plan.
pub(crate) fn steps(library: &Library, timeline: &Timeline, plan: Option<&Plan>) -> Vec<StepView> {
    let view = |item: &unhunch_core::timeline::Item| {
        let picks = plan.map_or(&[][..], |plan| plan.picks.as_slice());
        let pick = picks.iter().find(|pick| pick.technique == item.technique);
        let reasons = pick.map_or(&[][..], |pick| pick.reasons.as_slice());
        let mut why: Vec<String> = reasons.iter().map(|one| one.says(library)).collect();
        why.extend(item.note.clone());
        let technique = library.technique(item.technique.as_str());
        StepView {
            id: item.technique.to_string(),
            name: item.name.clone(),
            dose: item.dose.clone(),
            why: sentence(&why.join("; ")),
            picture: technique.and_then(|one| Picture::of(library, one)),
        }
    };
    timeline.items().iter().map(view).collect()
}

/// A choice among several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is sent.
    pub(crate) value: String,
    /// What it is called.
    pub(crate) name: String,
    /// What it means; may be empty.
    pub(crate) says: String,
    /// Whether it is chosen.
    pub(crate) on: bool,
}

impl Choice {
    /// A choice that needs no explanation.
    pub(crate) fn new(value: impl Into<String>, name: impl Into<String>, on: bool) -> Self {
        Self {
            value: value.into(),
            name: name.into(),
            says: String::new(),
            on,
        }
    }
}

/// Minutes, rounded, of a time.
pub(crate) fn minutes(ms: u64) -> u64 {
    (ms + 30_000) / 60_000
}

/// "November 21".
pub(crate) fn day(date: Date) -> String {
    date.strftime("%B %-d").to_string()
}
