//! What a person can ask for. Keys, the mouse and the palette all come to one of these.

use unhunch_core::content::Id;
use unhunch_core::journal::Felt;
use unhunch_core::player::{Command, StopReason};
use unhunch_figure::Face;

use crate::work::Named;

/// The screens that can be gone to at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tab {
    /// The day's check, the suggestion, the streak.
    Today,
    /// What to play.
    Plan,
    /// All techniques.
    Library,
    /// All articles.
    Guides,
    /// How it goes.
    Progress,
    /// What holds until it is changed.
    Profile,
}

impl Tab {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::Today,
        Self::Plan,
        Self::Library,
        Self::Guides,
        Self::Progress,
        Self::Profile,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Plan => "Plan",
            Self::Library => "Library",
            Self::Guides => "Guides",
            Self::Progress => "Progress",
            Self::Profile => "Profile",
        }
    }
}

/// A part of the planner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// What is wished.
    #[default]
    Wishes,
    /// The body map.
    Map,
    /// The plan.
    Planned,
}

impl Part {
    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Wishes => Self::Map,
            Self::Map => Self::Planned,
            Self::Planned => Self::Wishes,
        }
    }
}

/// A filter of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// By area.
    Area,
    /// By position.
    Position,
    /// By equipment.
    Equipment,
    /// By goal.
    Goal,
    /// No filter at all.
    Clear,
}

/// What a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Leave the program.
    Quit,
    /// Show what the keys do here.
    Help,
    /// Show the command palette.
    Palette,
    /// Go back to where one came from.
    Back,
    /// Draw everything anew.
    Redraw,
    /// Hand the terminal back to the shell for a while.
    Suspend,
    /// Go to a screen.
    Go(Tab),
    /// Go up.
    Up,
    /// Go down.
    Down,
    /// Go left, or take less.
    Left,
    /// Go right, or take more.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the beginning.
    Top,
    /// To the end.
    Bottom,
    /// To the next part of the screen, or the next link.
    NextPane,
    /// To the part before.
    PrevPane,
    /// Take what the cursor is on.
    Choose,
    /// Switch what the cursor is on.
    Toggle,
    /// Put the cursor on a row and take it.
    Select(usize),
    /// A number.
    Digit(u8),
    /// Take the last sign back.
    Erase,
    /// Type words to search for.
    Search,
    /// Begin what is suggested or planned.
    Start,
    /// Go on with what was broken off.
    Resume,
    /// Let go of what was broken off.
    Discard,
    /// Answer the safety check.
    Check,
    /// None of these signs.
    NoneOfThese,
    /// Every question by itself.
    OneByOne,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Another technique in this one's place.
    Swap,
    /// Leave this technique out.
    Drop,
    /// Take the changes back.
    Undo,
    /// More pain in the area.
    MorePain,
    /// Less pain in the area.
    LessPain,
    /// A point of a picture of the body map, in cells of a picture so large.
    Point {
        /// Which face.
        face: Face,
        /// The column, from 0.
        column: u16,
        /// The row, from 0.
        row: u16,
        /// How many columns the picture has.
        columns: u16,
        /// How many rows.
        rows: u16,
    },
    /// A command to the player.
    Player(Command),
    /// Hold the time, or let it go on.
    PauseOrResume,
    /// Ask why to stop.
    Stop,
    /// Stop for a reason.
    Because(StopReason),
    /// Stop without saying how strong the pain is.
    StopUnrated,
    /// Ring, or stop ringing.
    Bell,
    /// Speak, or stop speaking.
    Voice,
    /// Try to write again.
    Retry,
    /// Leave without writing.
    GiveUp,
    /// What a technique did.
    Felt(Felt),
    /// A filter of the library.
    Filter(Filter),
    /// The page of a technique.
    Technique(Id),
    /// A guide.
    Guide(Id),
    /// A routine, to be played.
    Routine(Named),
    /// Keep the plan as a routine of one's own, or give one another name: asks for the name.
    Keep,
    /// The name that was asked for.
    Called(String),
    /// Take a routine of one's own away.
    Remove,
    /// Go to a part of the planner.
    Part(Part),
    /// Go to a row of a part of the planner, and take it.
    RowOf(Part, usize),
}
