//! Content: what authors write, checked and made into a [`Library`].
//!
//! [`load`] takes texts and gives back a library and every fault of every file. A set with an error
//! yields no library at all: nothing is ever loaded by half.

pub mod check;
pub mod decode;
pub mod diff;
mod dose;
pub mod doses;
pub mod figure;
mod guide;
mod id;
mod lazy;
mod library;
mod load;
mod pack;
mod routine;
mod safety;
pub mod schema;
mod span;
mod starter;
pub mod stats;
mod technique;
mod text;
mod vocabulary;

pub use dose::{
    Amount, Breaths, Dose, FixedDose, Frequency, Hold, Reps, Rest, SourceDose, Tempo, Timed, Work,
};
pub use figure::FigureFile;
pub use guide::{FrontMatter, Guide, Link};
pub use id::Id;
pub use lazy::Lazy;
pub use library::{Contents, Library, Vocabulary};
pub use load::{Loaded, Options, decode_alone, load};
pub use pack::{FORMAT, PackFile};
pub use routine::{Item, Routine};
pub use safety::{
    Cadence, Effort, EffortAction, Flare, Level, LevelText, Plans, Question, SafetyFile, StopRule,
};
pub use span::Sp;
pub use starter::Starter;
pub use technique::{
    Action, Caution, Cues, Goal, GoalFit, Intensity, Need, Note, Ranked, Role, Setup, Sides, Step,
    StopSign, Technique, WayIn,
};
pub use text::Text;
pub use vocabulary::*;

/// Help for a word that is not known: "did you mean `…`?" with the closest known one, or all of them when
/// they are few; `None` when there is nothing to say.
pub fn suggest<'k>(word: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Option<String> {
    decode::suggest::help(word, known)
}
