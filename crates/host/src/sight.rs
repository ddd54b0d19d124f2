//! What the live view shows at a moment: plain values, put together from the player's view.

use unhunch_core::content::Library;
use unhunch_core::player::{Millis, PauseReason, State, View};
use unhunch_core::timeline::{Kind, Movement};

use crate::unicode::ascii;

/// What the live view shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sight {
    /// What the routine is called.
    pub title: String,
    /// What is done.
    pub name: String,
    /// What to do in this part of a repetition or breath.
    pub movement: Option<&'static str>,
    /// Side, set, repetition or breath.
    pub detail: Vec<String>,
    /// Seconds left: of the part of the repetition or breath, or of the segment.
    pub seconds: u64,
    /// What was said last.
    pub cue: String,
    /// What it should feel like, while working.
    pub feel: Option<String>,
    /// What comes next.
    pub next: String,
    /// Ms that were played of this sitting.
    pub played_ms: Millis,
    /// Ms that are left.
    pub left_ms: Millis,
    /// Why the time is held, if it is.
    pub paused: Option<&'static str>,
    /// An answer to the last key.
    pub notice: Option<String>,
    /// What lies over it: a list of lines.
    pub over: Option<Vec<String>>,
}

impl Sight {
    /// How it stands, and what was said last.
    pub fn new(title: &str, view: &View<'_>, cue: &str, library: &Library) -> Self {
        let segment = view.segment;
        let (movement, ms) = match view.movement {
            Some((movement, left_ms)) => (Some(movement_word(movement)), left_ms),
            None => (None, view.segment_remaining_ms),
        };
        let works = segment.kind == Kind::Work;
        let technique = segment
            .technique
            .as_ref()
            .filter(|_| works)
            .and_then(|id| library.technique(id.as_str()));
        Self {
            title: title.to_owned(),
            name: match segment.kind {
                Kind::Closing => "Done".to_owned(),
                Kind::GetReady => format!("Get ready: {}", view.name),
                Kind::Switch => format!("Switch: {}", view.name),
                Kind::Rest => format!("Rest: {}", view.name),
                Kind::Work => view.name.to_owned(),
            },
            movement,
            detail: detail(view, library),
            seconds: ms.div_ceil(1000),
            cue: cue.to_owned(),
            feel: view
                .how
                .map(str::to_owned)
                .or_else(|| technique.map(|one| one.feel.to_string())),
            next: next(view),
            played_ms: view.elapsed_ms,
            left_ms: view.remaining_ms,
            paused: match view.state {
                State::Paused(PauseReason::Asked) => Some("paused"),
                State::Paused(PauseReason::Gap) => Some("paused while the computer slept"),
                State::Ready | State::Running | State::Finished(_) => None,
            },
            notice: None,
            over: None,
        }
    }
}

impl Sight {
    /// The same for a terminal that shows ASCII only.
    pub fn in_ascii(&self) -> Self {
        Self {
            title: ascii(&self.title),
            name: ascii(&self.name),
            detail: self.detail.iter().map(|one| ascii(one)).collect(),
            cue: ascii(&self.cue),
            feel: self.feel.as_deref().map(ascii),
            next: ascii(&self.next),
            notice: self.notice.as_deref().map(ascii),
            over: self
                .over
                .as_ref()
                .map(|lines| lines.iter().map(|line| ascii(line)).collect()),
            ..*self
        }
    }
}

fn movement_word(movement: Movement) -> &'static str {
    match movement {
        Movement::There => "move",
        Movement::Hold => "hold",
        Movement::Back => "and back",
        Movement::In => "breathe in",
        Movement::Out => "breathe out",
    }
}

fn detail(view: &View<'_>, library: &Library) -> Vec<String> {
    let segment = view.segment;
    let mut detail = Vec::new();
    detail.extend(segment.side.map(|side| format!("{side} side")));
    detail.extend(
        segment
            .direction
            .as_ref()
            .map(|direction| direction.as_str().replace('-', " ")),
    );
    if let (Some(set), Some(sets)) = (segment.set, segment.sets)
        && sets > 1
    {
        detail.push(format!("set {set} of {sets}"));
    }
    if let (Some(count), Some(counts)) = (segment.count(), segment.counts()) {
        let what = if segment.rep.is_some() {
            "repetition"
        } else if segment.breath.is_some() {
            "breath"
        } else {
            "spot"
        };
        detail.push(format!("{what} {count} of {counts}"));
    }
    if detail.is_empty() {
        let position = segment.position.as_ref();
        let position = position.and_then(|id| library.vocabulary().position(id.as_str()));
        detail.extend(position.map(|one| one.name.to_lowercase()));
    }
    detail
}

fn next(view: &View<'_>) -> String {
    match (view.next, view.item) {
        (Some(next), _) => next.name.clone(),
        (None, Some(_)) => "the end".to_owned(),
        (None, None) => String::new(),
    }
}

/// Minutes and seconds of a countdown, rounded up: 65,001 ms is "1:06".
pub fn clock(ms: Millis) -> String {
    let seconds = ms.div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
