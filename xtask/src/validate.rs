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

    #[test]
    fn sarif_is_as_its_published_schema_wants_it() {
        let root = crate::workspace::root().unwrap();
        let schema = crate::dist::published::sarif(&root);
        let (mut files, found) = unhunch_bundle::read_dir(&root.join("content"));
        // Faults with a place, of several files and several rules; the sources of old days warn.
        for (index, file) in files.iter_mut().enumerate() {
            match index % 3 {
                0 => file.text = file.text.replacen("id = ", "idea = ", 1),
                1 => file.text = file.text.replacen('=', "", 1),
                _ => {}
            }
        }
        let options = Options {
            today: Some(date(2040, 1, 1)),
            ..Options::default()
        };
        // And one that has no place, because nothing is there.
        let nothing = check(&root.join("no-such-folder"), date(2026, 11, 20));
        let broken = load(files, found, &options);
        let fine = check(&root.join("content"), crate::clock::today());
        for (loaded, least) in [(fine, 0), (broken, 50), (nothing, 1)] {
            assert!(loaded.diagnostics.len() >= least);
            let shown = render(
                Format::Sarif,
                &loaded.diagnostics,
                &loaded.sources,
                Style::default(),
            );
            let log = serde_json::from_str(&shown).unwrap();
            crate::dist::published::hold(&schema, &log);
        }
    }
}
