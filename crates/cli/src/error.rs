//! How a command ends, and what it says when it fails.

use std::process::ExitCode;

use unhunch_core::journal;
use unhunch_core::plan::NoPlan;

/// The documented exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: it failed.
    Failed,
    /// 2: the command line asks for something that cannot be.
    Usage,
    /// 3: the safety check stopped it.
    Stopped,
    /// 130: interrupted.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Stopped => 3,
            Exit::Interrupted => 130,
        })
    }
}

/// What went wrong, in one sentence that says what to do, and the exit code that goes with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    /// The sentence, without a full stop.
    pub message: String,
    /// The exit code.
    pub exit: Exit,
}

impl Failure {
    /// Something that went wrong while doing what was asked.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            exit: Exit::Failed,
        }
    }

    /// Something that cannot be asked.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            exit: Exit::Usage,
        }
    }
}

impl From<journal::Error> for Failure {
    fn from(error: journal::Error) -> Self {
        Self::failed(error.to_string())
    }
}

impl From<unhunch_host::Error> for Failure {
    fn from(error: unhunch_host::Error) -> Self {
        Self::failed(error.message)
    }
}

impl From<NoPlan> for Failure {
    fn from(error: NoPlan) -> Self {
        let exit = match error {
            NoPlan::NotCleared(_) => Exit::Stopped,
            NoPlan::Bad(_) | NoPlan::NothingFits(_) => Exit::Usage,
        };
        Self {
            message: error.to_string(),
            exit,
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::failed(format!("writing the answer failed: {error}"))
    }
}

/// What commands return.
pub(crate) type Outcome = Result<Exit, Failure>;
