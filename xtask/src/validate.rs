//! `cargo xtask validate`: holds a content set to its rules, and shows what is wrong with it.

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

use jiff::civil::Date;
use unhunch_core::content::{Loaded, Options, load};
use unhunch_core::diagnostic::render::{Format, Style, render, summary};
use unhunch_core::diagnostic::{Severity, has_errors};

use crate::workspace::Failure;

/// Reads and checks the set in a directory.
pub(crate) fn check(dir: &Path, today: Date) -> Loaded {
    let (files, found) = unhunch_bundle::read_dir(dir);
    let options = Options {
        today: Some(today),
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        ..Options::default()
    };
    load(files, found, &options)
}

/// Whether a set passes: without errors, and without warnings when they count.
pub(crate) fn passes(loaded: &Loaded, strict: bool) -> bool {
    let warned = loaded
        .diagnostics
        .iter()
        .any(|fault| fault.severity() == Severity::Warning);
    !(has_errors(&loaded.diagnostics) || strict && warned)
}

/// Checks the set in `dir` and shows every fault in `format`; true when it passes.
///
/// # Errors
///
/// When standard output cannot be written to.
pub(crate) fn run(dir: &Path, format: Format, strict: bool, today: Date) -> Result<bool, Failure> {
    let loaded = check(dir, today);
    let mut out = std::io::stdout().lock();
    let style = Style {
        color: out.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()),
        ..Style::default()
    };
    let mut shown = render(format, &loaded.diagnostics, &loaded.sources, style);
    if format == Format::Text && loaded.diagnostics.is_empty() {
        let files = loaded.sources.iter().count();
        let summary = summary(&loaded.diagnostics);
        shown = format!("{}: {files} files, {summary}\n", dir.display());
    }
    // A reader that has read enough is no failure.
    match out.write_all(shown.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    Ok(passes(&loaded, strict))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_content_set_has_no_fault() {
        let root = crate::workspace::root().unwrap();
        let loaded = check(&root.join("content"), crate::clock::today());
        let shown = render(
            Format::Text,
            &loaded.diagnostics,
            &loaded.sources,
            Style::default(),
        );
        assert!(passes(&loaded, true), "{shown}");
    }

    #[test]
    fn warnings_count_when_asked_and_errors_always() {
        let root = crate::workspace::root().unwrap();
        let stale = check(&root.join("content"), date(2040, 1, 1));
        assert!(passes(&stale, false));
        assert!(!passes(&stale, true));
        let nothing = check(&root.join("no-such-folder"), date(2026, 11, 20));
        assert!(!passes(&nothing, false));
    }
}
