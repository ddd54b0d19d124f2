//! `unhunch content`: checking a set, and explaining what the check finds.

use unhunch_bundle::load_set;
use unhunch_core::content::check::{RULES, rule};
use unhunch_core::content::{Loaded, suggest};
use unhunch_core::diagnostic::render::{Format, Style, render};
use unhunch_core::diagnostic::{SourceSet, has_errors};

use crate::args::{CheckContentArgs, ContentArgs, ContentCommand, ExplainArgs};
use crate::context::{Context, check_options};
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, Shown, markdown, name, write};
use crate::phrases::counted;

/// Checks or explains.
pub(crate) fn run(context: &Context, args: &ContentArgs) -> Outcome {
    match &args.command {
        ContentCommand::Check(args) => check(context, args),
        ContentCommand::Explain(args) => explain(args),
    }
}

fn check(context: &Context, args: &CheckContentArgs) -> Outcome {
    let dir = args.dir.as_deref().or(context.content_dir());
    let Some(dir) = dir else {
        // For a clear word about --with-default without a set of one's own.
        let library = context.library()?;
        if args.format == Format::Text {
            Paper::new()
                .paragraph(
                    0,
                    &format!(
                        "The built-in set ({}, {}, {}) was checked when this program was built; \
                         it has no faults. Name the folder of your own set to check that.",
                        counted(library.techniques().len(), "technique"),
                        counted(library.routines().len(), "routine"),
                        counted(library.guides().len(), "guide"),
                    ),
                )
                .print()?;
        } else {
            let none = SourceSet::new(Vec::new());
            write(&render(args.format, &[], &none, Style::default()))?;
        }
        return Ok(Exit::Done);
    };
    let Loaded {
        library,
        diagnostics,
        sources,
    } = load_set(dir, context.with_default(), &check_options());
    let style = Style {
        color: true,
        ..Style::default()
    };
    write(&render(args.format, &diagnostics, &sources, style))?;
    if let (Some(library), Format::Text, true) = (&library, args.format, diagnostics.is_empty()) {
        Paper::new()
            .paragraph(
                0,
                &format!(
                    "No faults: {}, {}, {}.",
                    counted(library.techniques().len(), "technique"),
                    counted(library.routines().len(), "routine"),
                    counted(library.guides().len(), "guide"),
                ),
            )
            .print()?;
    }
    let failed = has_errors(&diagnostics) || (args.strict && !diagnostics.is_empty());
    Ok(if failed { Exit::Failed } else { Exit::Done })
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

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
