//! `unhunch content`: what authors of a content set need.

mod check;
mod diff;
mod new;
mod pack;
#[cfg(feature = "server")]
mod preview;
mod stats;
mod watch;

use unhunch_core::content::check::{RULES, rule};
use unhunch_core::content::suggest;
use unhunch_core::phrase::capital;

use crate::args::{ContentArgs, ContentCommand, ExplainArgs};
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, Shown, markdown, name};

/// Does what the command says.
pub(crate) fn run(context: &Context, args: &ContentArgs) -> Outcome {
    match &args.command {
        ContentCommand::Check(args) => check::run(context, args),
        ContentCommand::Explain(args) => explain(args),
        ContentCommand::New(args) => new::run(context, args),
        ContentCommand::Diff(args) => diff::run(context, args),
        ContentCommand::Stats(args) => stats::run(context, args),
        ContentCommand::Pack(args) => pack::run(context, args),
        #[cfg(feature = "server")]
        ContentCommand::Preview(args) => preview::run(context, args),
    }
}

fn explain(args: &ExplainArgs) -> Outcome {
    let mut paper = Paper::new();
    let Some(code) = &args.code else {
        for rule in RULES {
            let mark = format!("{}  ", name(&format!("{:<20}", rule.code)));
            paper.item(0, &mark, rule.title);
        }
        paper.print()?;
        return Ok(Exit::Done);
    };
    let Some(rule) = rule(code) else {
        let help = suggest(code, RULES.iter().map(|rule| rule.code))
            .unwrap_or_else(|| "`unhunch content explain` lists the codes".to_owned());
        return Err(Failure::usage(format!("unknown code `{code}`; {help}")));
    };
    paper.heading(&format!("{} ({})", rule.code, rule.severity.word()));
    paper
        .paragraph(0, &format!("{}.", capital(rule.title)))
        .gap();
    markdown(&mut paper, rule.explanation, &mut |_, _| Shown::Plain);
    paper.print()?;
    Ok(Exit::Done)
}
