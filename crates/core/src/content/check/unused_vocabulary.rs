//! `unused-vocabulary`: a word on a list is used somewhere.

use std::collections::HashSet;

use super::dead_link::part_of;
use super::references;
use super::scope::Scope;
use super::set::Part;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unused-vocabulary",
    severity: Severity::Warning,
    title: "a word on a list is used somewhere",
    explanation: "An area, muscle, position, piece of equipment, family, trait, flag, cause or source \
that nothing names is offered to people and leads nowhere. Use it, or take it off its list.",
};

/// Kinds whose every item should be named somewhere.
const LISTS: &[Part] = &[
    Part::Sources,
    Part::Areas,
    Part::Muscles,
    Part::Positions,
    Part::Equipment,
    Part::Families,
    Part::Traits,
    Part::Flags,
    Part::Causes,
];

/// Looks for words that nothing names. Silent while a file that may name them cannot be read.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    if Part::ALL.iter().any(|part| !scope.set.is_whole(*part)) {
        return;
    }
    let mut used: HashSet<(Part, &str)> = HashSet::new();
    references::each(scope.set, &mut |reference| {
        used.insert((reference.part, reference.id));
    });
    let links: Vec<_> = scope
        .set
        .guides
        .iter()
        .flat_map(|guide| guide.value.links())
        .collect();
    for link in &links {
        used.extend(part_of(&link.scheme).map(|part| (part, link.target.as_str())));
    }
    references::definitions(scope.set, &mut |part, file, id| {
        if LISTS.contains(&part) && !used.contains(&(part, id.as_str())) {
            let message = format!("nothing uses the {} `{id}`", part.noun());
            faults.push(
                Diagnostic::new(&RULE, file, id.span, message)
                    .help("use it somewhere, or take it off the list"),
            );
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    #[test]
    fn a_word_that_nothing_names_is_noticed() {
        let row = (
            "techniques/band-row.toml",
            "basis = \"acsm\"",
            "basis = \"general practice\"",
        );
        assert_eq!(messages(&RULE, &[row]), ["nothing uses the source `acsm`"]);
        let unread = ("routines/short-break.toml", "id =", "id");
        assert_silent(&RULE, &[row, unread]);
    }
}
