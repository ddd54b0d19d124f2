//! `stray-file`: every file in a content set is content.

use super::scope::Scope;
use super::set::Part;
use crate::content::decode::suggest;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "stray-file",
    severity: Severity::Warning,
    title: "every file in a content set is content",
    explanation: "A file with a name that means nothing is never read: content that was saved in the \
wrong place, or under a wrong name, never reaches a person. A set holds `techniques/*.toml`, \
`routines/*.toml`, `guides/*.md`, `vocabulary/` with its nine lists, `safety.toml`, `sources.toml` and \
`pack.toml`. \
`README.md`, licenses, `schema/` and names that begin with a dot are left alone.",
};

/// Looks for files that nobody reads. A name that ends in a slash is a folder.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for (file, source) in scope.files.iter() {
        let name = source.name.as_str();
        // What could not be read at all has a fault of its own.
        if scope.unread.contains(&file) || Part::of(name).is_some() || is_left_alone(name) {
            continue;
        }
        let what = if name.ends_with('/') {
            "folder"
        } else {
            "file"
        };
        let message = format!("this {what} is no part of a content set");
        faults.push(
            Diagnostic::whole_file(&RULE, file, message)
                .help("move it out, or begin its name with a dot")
                .maybe_help(meant(name)),
        );
    }
}

/// Whether a name inside a content set is passed over without a word: read-me files, licenses, schemas
/// and hidden files.
pub fn is_left_alone(name: &str) -> bool {
    let top = name.split('/').next().unwrap_or(name);
    let hidden = name.split('/').any(|part| part.starts_with('.'));
    let file = name.rsplit('/').next().unwrap_or(name);
    hidden || top == "schema" || file == "README.md" || file.starts_with("LICENSE")
}

/// The place that was perhaps meant.
fn meant(name: &str) -> Option<String> {
    let single = Part::ALL.iter().filter(|part| !part.is_folder());
    suggest::closest(name, single.map(|part| part.place()))
        .map(|place| format!("did you mean `{place}`?"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, load_edited, messages};
    use super::RULE;

    #[test]
    fn a_file_that_nobody_reads_is_noticed() {
        for name in [
            "notes.txt",
            "techniques/deep/x.toml",
            "techniques/x.tml",
            "extra/",
        ] {
            assert_eq!(messages(&RULE, &[(name, "", "x")]).len(), 1, "{name}");
        }
        for name in [
            "README.md",
            "guides/README.md",
            "LICENSE-MIT",
            "schema/a.json",
            ".git/x",
        ] {
            assert_silent(&RULE, &[(name, "", "x")]);
        }
    }

    #[test]
    fn a_slip_in_a_name_gets_a_suggestion() {
        let loaded = load_edited(&[("vocabulary/muscle.toml", "", "x")]);
        let help = loaded.diagnostics[0].help.as_deref();
        assert_eq!(help, Some("did you mean `vocabulary/muscles.toml`?"));
    }
}
