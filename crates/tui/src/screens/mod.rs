//! The screens: each has its state, what it does with an action, what it shows, and how that is drawn.
//!
//! What it shows is a plain value, made without a terminal and without a clock; drawing needs nothing
//! else.

pub(crate) mod after;
pub(crate) mod check;
pub(crate) mod guides;
pub(crate) mod library;
pub(crate) mod plan;
pub(crate) mod player;
pub(crate) mod profile;
pub(crate) mod progress;
pub(crate) mod ready;
pub(crate) mod stopping;
pub(crate) mod technique;
pub(crate) mod today;

use unhunch_core::content::{Id, Library};
pub(crate) use unhunch_core::phrase::{capital, counted, length, uncapital};
use unhunch_core::player::Millis;

use crate::action::{Action, Tab};
use crate::app::Effect;
use crate::over::Naming;
use crate::theme::Theme;
use crate::work::{Begun, Known, Named, Proposal};

/// What every screen may look at.
#[derive(Clone, Copy)]
pub(crate) struct Ctx<'a> {
    /// The content.
    pub(crate) library: &'static Library,
    /// What is known of the person; none before the journal was read.
    pub(crate) known: Option<&'a Known>,
    /// Columns and rows that a screen has.
    pub(crate) size: (u16, u16),
    /// The time.
    pub(crate) now: Millis,
    /// How things look.
    pub(crate) theme: Theme,
}

/// Where to go.
#[derive(Debug)]
pub(crate) enum Go {
    /// To a screen.
    Tab(Tab),
    /// Back.
    Back,
    /// To the safety check.
    Check,
    /// To what is said before a session.
    Ready(Box<Proposal>),
    /// Into a session.
    Play(Box<Begun>),
    /// To a technique's page.
    Technique(Id),
    /// To a guide.
    Guide(Id),
    /// To the plan of a routine.
    Routine(Named),
    /// Says something that is to be read.
    Says(String),
    /// To where a name is typed.
    Name(Box<Naming>),
}

/// What comes of an action.
#[derive(Debug, Default)]
pub(crate) struct Out {
    /// What is to be done outside.
    pub(crate) effects: Vec<Effect>,
    /// Where to go.
    pub(crate) go: Option<Go>,
    /// What is said for a moment.
    pub(crate) notice: Option<String>,
}

impl Out {
    /// Goes somewhere.
    pub(crate) fn go(&mut self, to: Go) {
        self.go = Some(to);
    }

    /// Says something for a moment.
    pub(crate) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(text.into());
    }

    /// Has something done.
    pub(crate) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }
}

/// Moves through a text that may be longer than the screen. Whether the action did that.
pub(crate) fn scroll(top: &mut usize, action: &Action, rows: usize, height: u16) -> bool {
    let height = usize::from(height).max(1);
    let last = rows.saturating_sub(height);
    *top = match action {
        Action::Up => top.saturating_sub(1),
        Action::Down => *top + 1,
        Action::PageUp => top.saturating_sub(height.saturating_sub(1).max(1)),
        Action::PageDown => *top + height.saturating_sub(1).max(1),
        Action::Top => 0,
        Action::Bottom => last,
        _ => return false,
    }
    .min(last);
    true
}

/// Moves a cursor through a list. Whether the action did that.
pub(crate) fn step(at: &mut usize, action: &Action, count: usize, height: u16) -> bool {
    let height = usize::from(height).max(1);
    let last = count.saturating_sub(1);
    *at = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => *at + 1,
        Action::PageUp => at.saturating_sub(height),
        Action::PageDown => *at + height,
        Action::Top => 0,
        Action::Bottom => last,
        _ => return false,
    }
    .min(last);
    true
}

/// A pain from the digits that are typed: 0 to 9, and 10 as 1 and 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Typed(pub(crate) Option<u8>);

impl Typed {
    /// Takes a digit.
    pub(crate) fn digit(&mut self, digit: u8) {
        self.0 = Some(match (self.0, digit) {
            (Some(1), 0) => 10,
            (_, digit) => digit.min(9),
        });
    }

    /// Takes the number back.
    pub(crate) fn erase(&mut self) {
        self.0 = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_make_a_pain() {
        let mut typed = Typed::default();
        typed.digit(1);
        assert_eq!(typed.0, Some(1));
        typed.digit(0);
        assert_eq!(typed.0, Some(10));
        typed.digit(7);
        assert_eq!(typed.0, Some(7));
        typed.erase();
        assert_eq!(typed.0, None);
    }

    #[test]
    fn nothing_is_scrolled_past_its_end() {
        let mut top = 0;
        assert!(scroll(&mut top, &Action::PageDown, 30, 10));
        assert_eq!(top, 9);
        scroll(&mut top, &Action::Bottom, 30, 10);
        assert_eq!(top, 20);
        scroll(&mut top, &Action::Down, 30, 10);
        assert_eq!(top, 20);
        scroll(&mut top, &Action::Down, 5, 10);
        assert_eq!(top, 0);
        assert!(!scroll(&mut top, &Action::Quit, 5, 10));
    }
}
