//! `id-not-file-name`: an id is the name of its file.

use super::scope::Scope;
use super::set::Part;
use crate::content::{Id, Sp};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "id-not-file-name",
    severity: Severity::Error,
    title: "a file is named after the id in it",
    explanation: "The technique `cat-cow` stands in `techniques/cat-cow.toml`, so that whoever knows the \
id finds the file. Its figure stands beside it in `techniques/cat-cow.figure.toml`. Rename the file, or mend \
the id.",
};

/// Compares ids with file names.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let mut compare = |part: Part, file: FileId, id: &Sp<Id>| {
        let name = scope.files.get(file).map_or("", |file| file.name.as_str());
        let stem = Part::stem(name);
        if id.as_str() == stem {
            return;
        }
        let message = format!("the id `{id}` is not the file's name, `{stem}`");
        let (key, ending) = match part {
            Part::Figures => ("technique", "figure.toml"),
            Part::Guides => ("id", "md"),
            _ => ("id", "toml"),
        };
        let place = part.place();
        faults.push(Diagnostic::new(&RULE, file, id.span, message).help(format!(
            "name the file `{place}/{id}.{ending}`, or write `{key} = \"{stem}\"`"
        )));
    };
    for technique in &scope.set.techniques {
        compare(Part::Techniques, technique.file, &technique.id);
    }
    for figure in &scope.set.figures {
        compare(Part::Figures, figure.file, &figure.technique);
    }
    for routine in &scope.set.routines {
        compare(Part::Routines, routine.file, &routine.id);
    }
    for guide in &scope.set.guides {
        compare(Part::Guides, guide.file, &guide.front.id);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{load_edited, messages};
    use super::RULE;

    #[test]
    fn each_kind_of_file_is_named_after_its_id() {
        let technique = (
            "techniques/band-row.toml",
            "id = \"band-row\"",
            "id = \"row\"",
        );
        let routine = (
            "routines/short-break.toml",
            "id = \"short-break\"",
            "id = \"break\"",
        );
        let guide = (
            "guides/where-to-begin.md",
            "id = \"where-to-begin\"",
            "id = \"begin\"",
        );
        let figure = (
            "techniques/shoulder-rolls.figure.toml",
            "technique = \"shoulder-rolls\"",
            "technique = \"slow-breathing\"",
        );
        let edits = [technique, routine, guide, figure];
        assert_eq!(messages(&RULE, &edits).len(), 4);
    }

    #[test]
    fn the_help_for_a_figure_names_its_own_key_and_ending() {
        let figure = (
            "techniques/shoulder-rolls.figure.toml",
            "technique = \"shoulder-rolls\"",
            "technique = \"slow-breathing\"",
        );
        let loaded = load_edited(&[figure]);
        let fault = loaded.diagnostics.iter().find(|fault| fault.rule == &RULE);
        assert_eq!(
            fault.unwrap().help.as_deref(),
            Some(
                "name the file `techniques/slow-breathing.figure.toml`, or write \
                 `technique = \"shoulder-rolls\"`"
            )
        );
    }
}
