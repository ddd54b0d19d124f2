//! `duplicate-id`: an id, or another word for it, means one thing.

use std::collections::HashMap;

use super::references;
use super::scope::{Place, Scope};
use super::set::Part;
use crate::content::{Id, Sp};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "duplicate-id",
    severity: Severity::Error,
    title: "an id means one thing",
    explanation: "Two things of one kind with one id cannot be told apart in a diary or at a prompt. That \
holds over all files of a set, and over two sets that are used side by side. The other words for an area \
or for equipment may not collide with one another or with an id either, and a technique has one caution \
for a flag. A technique has one figure. Rename one of the two.",
};

/// Compares the ids within each kind.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<(Part, &str), Place> = HashMap::new();
    references::definitions(scope.set, &mut |part, file, id| {
        hold(
            &mut seen,
            (part, id.as_str()),
            file,
            id,
            part.noun(),
            faults,
        );
    });
    for area in &scope.set.areas {
        for alias in &area.value.aliases {
            let key = (Part::Areas, alias.as_str());
            hold(&mut seen, key, area.file, alias, "area", faults);
        }
    }
    for thing in &scope.set.equipment {
        for alias in &thing.value.aliases {
            let key = (Part::Equipment, alias.as_str());
            hold(&mut seen, key, thing.file, alias, "equipment", faults);
        }
    }
    for safety in &scope.set.safety {
        let file = safety.file;
        let mut asked = HashMap::new();
        for question in &safety.value.questions {
            let id = &question.id;
            hold(&mut asked, id.as_str(), file, id, "question", faults);
        }
        let mut signs = HashMap::new();
        for sign in &safety.value.stop_signs {
            hold(
                &mut signs,
                sign.id.as_str(),
                file,
                &sign.id,
                "stop sign",
                faults,
            );
        }
    }
    for technique in &scope.set.techniques {
        let mut flags = HashMap::new();
        for caution in &technique.value.cautions {
            let flag = &caution.flag;
            let what = "caution for the flag";
            hold(
                &mut flags,
                flag.as_str(),
                technique.file,
                flag,
                what,
                faults,
            );
        }
    }
}

/// Notes an id, or reports it when it was noted before.
fn hold<K: std::hash::Hash + Eq>(
    seen: &mut HashMap<K, Place>,
    key: K,
    file: FileId,
    id: &Sp<Id>,
    what: &str,
    faults: &mut Vec<Diagnostic>,
) {
    let Some((first_file, first)) = seen.get(&key) else {
        seen.insert(key, (file, id.span));
        return;
    };
    let message = format!("there is another {what} `{id}`");
    faults.push(
        Diagnostic::new(&RULE, file, id.span, message)
            .label("the second one")
            .also(*first_file, *first, "the first one")
            .help("rename one of the two, or take one out"),
    );
}

#[cfg(test)]
mod tests {
    use super::super::testing::{base, load_edited, messages};
    use super::RULE;
    use crate::content::{Options, load};

    #[test]
    fn two_of_a_kind_are_reported_with_both_places() {
        let edit = (
            "vocabulary/muscles.toml",
            "\"rhomboids\"",
            "\"upper-trapezius\"",
        );
        let loaded = load_edited(&[edit]);
        let fault = loaded
            .diagnostics
            .iter()
            .find(|fault| fault.rule == &RULE)
            .unwrap();
        assert_eq!(fault.message, "there is another muscle `upper-trapezius`");
        assert_eq!(fault.labels.len(), 1);
        assert!(fault.labels[0].span.start < fault.span.unwrap().start);
    }

    #[test]
    fn other_words_for_equipment_collide_with_ids() {
        let edit = (
            "vocabulary/equipment.toml",
            "[\"pillow\"]",
            "[\"resistance-band\"]",
        );
        assert_eq!(
            messages(&RULE, &[edit]),
            ["there is another equipment `resistance-band`"]
        );
    }

    #[test]
    fn a_technique_has_one_figure_over_two_sets_too() {
        let mut files = base();
        let again = files
            .iter()
            .find(|file| file.name == "techniques/neck-stretch.figure.toml");
        let mut again = again.unwrap().clone();
        again.path = "my-set/techniques/neck-stretch.figure.toml".to_owned();
        files.push(again);
        let loaded = load(files, Vec::new(), &Options::default());
        let found: Vec<_> = loaded
            .diagnostics
            .iter()
            .map(|fault| &fault.message)
            .collect();
        assert_eq!(found, ["there is another figure `neck-stretch`"]);
    }

    #[test]
    fn the_same_id_in_two_kinds_is_fine() {
        let edit = ("vocabulary/causes.toml", "id = \"stress\"", "id = \"neck\"");
        super::super::testing::assert_silent(&RULE, &[edit]);
    }
}
