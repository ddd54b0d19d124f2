//! Asking "Before you start": at the terminal, one key for each answer, or all at once.
//!
//! An answer that was not given clears nobody: leaving half-way records nothing. What a warning sign
//! asks for is said before anything is written down, so that no fault of the journal is in its way.

mod form;
mod keys;
mod outcome;

use std::io::IsTerminal as _;

use unhunch_core::content::{Level, SafetyFile};
use unhunch_core::journal;
use unhunch_core::person::{self, standing};
use unhunch_core::safety::{Clearance, Due, Form, Reason};

pub(crate) use form::{Left, ask};
pub(crate) use keys::Terminal;
pub(crate) use outcome::{advice_first, paper};

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::Paper;
use unhunch_host::Diary;

/// What became of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// It holds, or was answered just now: this may be planned.
    Cleared(Clearance),
    /// A warning sign was reported. The advice has been printed; the exit code is
    /// [`Exit::Stopped`].
    Stopped(Level),
    /// It is due and was not answered. Why has been said; the exit code is [`Exit::Failed`].
    Abandoned,
}

/// Sees to it that the safety check is answered before anything is planned: asks it when it is due.
///
/// With `yes` (nobody is there to answer) a check that is due is neither asked nor cleared.
///
/// # Errors
///
/// [`Exit::Usage`] when it is due and there is no terminal to ask at, [`Exit::Interrupted`] for Ctrl-C,
/// or what the journal ran into.
pub(crate) fn ensure_cleared(
    context: &Context,
    diary: &mut Diary,
    yes: bool,
) -> Result<Asked, Failure> {
    let safety = context.library()?.safety();
    let today = context.now().date();
    let standing = standing(&*diary.journal, diary.person, safety, today)?;
    if let Some(clearance) = standing.clearance() {
        return Ok(Asked::Cleared(clearance));
    }
    let due = standing.due.unwrap_or(FIRST);
    if yes {
        let mut paper = Paper::new();
        paper.paragraph(0, &unanswered(safety, due));
        paper.print_to_stderr();
        return Ok(Asked::Abandoned);
    }
    if !can_ask() {
        return Err(Failure::usage(unanswered(safety, due)));
    }
    let profile = diary.journal.profile(diary.person)?.unwrap_or_default();
    let number = profile.emergency_number.as_deref();
    let answered = match ask(safety, due, number, &mut Terminal::new()?)? {
        Ok(answered) => answered,
        Err(Left::Quit) => {
            let mut paper = Paper::new();
            paper.paragraph(0, LEFT);
            paper.print_to_stderr();
            return Ok(Asked::Abandoned);
        }
        Err(Left::Interrupted) => return Err(interrupted()),
    };
    let result = person::result(safety, &answered, standing.level);
    // The advice comes first, whatever becomes of the journal.
    paper(&result, safety, number).print()?;
    let recorded = diary.record(None, journal::Body::SafetyChecked(result.entry.clone()));
    advice_first(result.entry.level, recorded.err().map(Failure::from))?;
    Ok(match result.clearance() {
        Some(clearance) if clearance.level() < Level::Urgent => Asked::Cleared(clearance),
        _ => Asked::Stopped(result.entry.level),
    })
}

/// The check that is asked of somebody of whom nothing is known.
pub(crate) const FIRST: Due = Due {
    form: Form::Full,
    reason: Reason::First,
};

/// What is said when the check was left.
pub(crate) const LEFT: &str =
    "You left before every question was answered, so nothing was recorded and nothing is cleared.";

/// What Ctrl-C in the middle of the check comes to.
pub(crate) fn interrupted() -> Failure {
    Failure {
        message: "interrupted before every question was answered; nothing was recorded".into(),
        exit: Exit::Interrupted,
    }
}

/// Whether there is somebody at a terminal: keys come from standard input, questions go to standard
/// error.
pub(crate) fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// That the check is due, and how to answer it.
pub(crate) fn unanswered(safety: &SafetyFile, due: Due) -> String {
    let short = match due.form {
        Form::Full => "",
        Form::Short => " --short",
    };
    format!(
        "the safety check \"{}\" is due ({}); answer it with `unhunch check` at a terminal, or read \
         `unhunch check --list` and run `unhunch check{short} --none` or `unhunch check --report ID`",
        safety.title.value,
        due.reason.says()
    )
}
