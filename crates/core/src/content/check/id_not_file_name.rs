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
id finds the file. Rename the file, or mend the id.",
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
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let place = part.place();
        faults.push(Diagnostic::new(&RULE, file, id.span, message).help(format!(
            "name the file `{place}/{id}.{ending}`, or write `id = \"{stem}\"`"
        )));
    };
    for technique in &scope.set.techniques {
        compare(Part::Techniques, technique.file, &technique.id);
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
    use super::super::testing::messages;
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
        assert_eq!(messages(&RULE, &[technique, routine, guide]).len(), 3);
    }
}
