//! What a person can ask of the player, and why it may say no.

use serde::{Deserialize, Serialize};

/// Why a person stops before the end, or that the end was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StopReason {
    /// Done, by the end of the timeline or because the person says so.
    Done,
    /// No time left.
    NoTime,
    /// It hurts.
    Pain,
    /// Dizzy, faint, or sight has changed.
    Dizzy,
    /// Numb, tingling or weak.
    Numb,
    /// Anything else.
    Other,
}

impl StopReason {
    /// Every reason, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Done,
        Self::NoTime,
        Self::Pain,
        Self::Dizzy,
        Self::Numb,
        Self::Other,
    ];

    /// In words for the person.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Done => "done for today",
            Self::NoTime => "no time left",
            Self::Pain => "pain",
            Self::Dizzy => "dizzy or faint, or sight has changed",
            Self::Numb => "numb, tingling or weak",
            Self::Other => "something else",
        }
    }
}

/// What a person can ask of the player.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Begin.
    Start,
    /// Hold the time.
    Pause,
    /// Let it go on.
    Resume,
    /// Go on to what comes next, ending what is being done early. A pass of repetitions or breaths is left
    /// as a whole.
    Next,
    /// Go back to the beginning of what came before; a pass of repetitions or breaths counts as one.
    Previous,
    /// Go back to the beginning of what is being done; a pass of repetitions or breaths counts as one.
    Restart,
    /// Make it longer by [`EXTEND_MS`](super::EXTEND_MS), or by as many repetitions or breaths; on the
    /// other side too, if that is still to come.
    Extend,
    /// Leave the technique out.
    SkipTechnique,
    /// Take the easier step in its stead.
    Easier,
    /// End the session.
    #[serde(untagged)]
    Stop(Stop),
}

/// The end of a session, asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// Why.
    #[serde(rename = "stop")]
    pub reason: StopReason,
    /// How strong the pain is, 0 to 10; only with [`StopReason::Pain`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain: Option<u8>,
}

impl Command {
    /// A stop without a pain value.
    #[must_use]
    pub fn stop(reason: StopReason) -> Self {
        Self::Stop(Stop { reason, pain: None })
    }
}

/// Why a command was refused. A refused command changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The session has not begun.
    #[error("the session has not begun yet")]
    NotStarted,
    /// The session has begun already.
    #[error("the session has begun already")]
    AlreadyStarted,
    /// The session is over.
    #[error("the session is over")]
    Finished,
    /// It is paused already.
    #[error("it is paused already")]
    AlreadyPaused,
    /// It is not paused.
    #[error("it is not paused")]
    NotPaused,
    /// There is nothing before this.
    #[error("there is nothing before this")]
    NothingBefore,
    /// The closing belongs to no technique and cannot be made longer.
    #[error("this is the closing; there is no technique any more")]
    NoTechnique,
    /// It was made longer [`MAX_EXTENDS`](super::MAX_EXTENDS) times.
    #[error("this has been made long enough")]
    ExtendedEnough,
    /// There is no easier step that fits here.
    #[error("there is no easier step that fits here")]
    NoEasierStep,
    /// It is the easier step already.
    #[error("this is the easier step already")]
    AlreadyEasier,
    /// A pain value above 10, or one without pain as the reason.
    #[error("pain is a number from 0 to 10, given only when pain is the reason")]
    PainOutOfRange,
}
