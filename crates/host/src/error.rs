//! What goes wrong between a front end and the machine.

use unhunch_core::journal;

/// What went wrong, in one sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// The sentence, without a full stop.
    pub message: String,
}

impl Error {
    /// What went wrong.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl From<journal::Error> for Error {
    fn from(error: journal::Error) -> Self {
        Self::new(error.to_string())
    }
}
