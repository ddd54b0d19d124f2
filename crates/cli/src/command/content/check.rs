//! `unhunch content check`: every fault of a set, once or whenever a file changes.

use std::path::Path;

use unhunch_bundle::load_set;
use unhunch_core::content::{Library, Loaded};
use unhunch_core::diagnostic::render::{Format, Style, render};
use unhunch_core::diagnostic::{SourceSet, has_errors};

use super::watch;
use crate::args::CheckContentArgs;
use crate::context::{Context, check_options};
use crate::error::{Exit, Outcome};
use crate::output::{Paper, write};
use crate::phrases::counted;

/// Checks a set.
pub(super) fn run(context: &Context, args: &CheckContentArgs) -> Outcome {
    let Some(dir) = args.dir.as_deref().or(context.content_dir()) else {
        return built_in(context, args);
    };
    let again = || {
        let report = report(context, args, dir);
        (report.text, report.failed)
    };
    if args.watch {
        return watch::run(dir, args.poll, again);
    }
    let (text, failed) = again();
    write(&text)?;
    Ok(if failed { Exit::Failed } else { Exit::Done })
}

/// What the check says, and whether the set failed it.
struct Report {
    text: String,
    failed: bool,
}

fn report(context: &Context, args: &CheckContentArgs, dir: &Path) -> Report {
    let Loaded {
        library,
        diagnostics,
        sources,
    } = load_set(dir, context.with_default(), &check_options());
    let style = Style {
        color: true,
        ..Style::default()
    };
    let mut text = render(args.format, &diagnostics, &sources, style);
    if let (Some(library), Format::Text, true) = (&library, args.format, diagnostics.is_empty()) {
        let mut paper = Paper::new();
        paper.paragraph(0, &format!("No faults: {}.", held(library)));
        text.push_str(paper.text());
    }
    let failed = has_errors(&diagnostics) || (args.strict && !diagnostics.is_empty());
    Report { text, failed }
}

/// The built-in set has no fault, or this program would not be.
fn built_in(context: &Context, args: &CheckContentArgs) -> Outcome {
    // For a clear word about --with-default without a set of one's own.
    let library = context.library()?;
    if args.format == Format::Text {
        let says = format!(
            "The built-in set ({}) was checked when this program was built; it has no faults. Name \
             the folder of your own set to check that.",
            held(library)
        );
        Paper::new().paragraph(0, &says).print()?;
    } else {
        let none = SourceSet::new(Vec::new());
        write(&render(args.format, &[], &none, Style::default()))?;
    }
    Ok(Exit::Done)
}

/// "3 techniques, 1 routine, 2 guides".
fn held(library: &Library) -> String {
    format!(
        "{}, {}, {}",
        counted(library.techniques().len(), "technique"),
        counted(library.routines().len(), "routine"),
        counted(library.guides().len(), "guide"),
    )
}
