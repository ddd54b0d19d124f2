//! `unhunch list`: the techniques.

use crate::args::ListArgs;
use crate::context::Context;
use crate::error::{Exit, Outcome};
use crate::output::{Paper, json};

/// Lists the techniques.
pub(crate) fn run(context: &Context, args: &ListArgs) -> Outcome {
    let library = context.library()?;
    if args.json {
        json(
            &library
                .techniques()
                .iter()
                .map(|one| one.id.as_str())
                .collect::<Vec<_>>(),
        )?;
        return Ok(Exit::Done);
    }
    let mut paper = Paper::new();
    for technique in library.techniques() {
        paper.line(format!("{:<28}{}", technique.id, technique.name));
    }
    paper.print()?;
    Ok(Exit::Done)
}
