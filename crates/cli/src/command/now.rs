//! `unhunch`: what to do now.

use crate::context::Context;
use crate::error::{Exit, Outcome};
use crate::output::Paper;

/// Says what to do now.
pub(crate) fn run(context: &Context) -> Outcome {
    let library = context.library()?;
    let mut paper = Paper::new();
    paper.line(format!(
        "{} techniques are at hand.",
        library.techniques().len()
    ));
    paper.print()?;
    Ok(Exit::Done)
}
