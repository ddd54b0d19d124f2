//! `position-trait`: what a technique's places do to a body is said of the technique.

use std::collections::HashMap;

use super::scope::Scope;
use crate::content::{Id, Position, Sp};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "position-trait",
    severity: Severity::Error,
    title: "a trait that no position of a technique avoids is the technique's own",
    explanation: "Positions carry traits in `vocabulary/positions.toml`. A technique that can be done in \
several positions loses those that a flag does not allow, and keeps the others. But a trait that all of \
its positions have, or the position that its way in begins from, cannot be avoided: the technique lists \
it in its own `traits`, and so carries the cautions that follow from it.",
};

/// A position with the file in which it stands.
type Places<'s> = HashMap<&'s str, (FileId, &'s Position)>;

/// Compares the traits of techniques with those of their positions.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let mut places = Places::with_capacity(scope.set.positions.len());
    for position in &scope.set.positions {
        let place = (position.file, &position.value);
        places.entry(position.value.id.as_str()).or_insert(place);
    }
    for technique in &scope.set.techniques {
        let mut missing: Vec<(FileId, &Sp<Id>, &Sp<Id>)> = Vec::new();
        let from = technique.way_in.as_ref().map(|way| &way.from);
        for place in technique.positions.first().into_iter().chain(from) {
            let Some(&(file, position)) = places.get(place.as_str()) else {
                continue;
            };
            for one in &position.traits {
                let known = technique.has_trait(one.as_str())
                    || missing.iter().any(|(_, other, _)| other.value == one.value);
                let unavoidable = from == Some(place)
                    || technique.positions.iter().all(|other| {
                        // A position that is not known is another check's matter.
                        places
                            .get(other.as_str())
                            .is_some_and(|(_, other)| has(other, one))
                    });
                if unavoidable && !known {
                    missing.push((file, one, place));
                }
            }
        }
        for (file, one, place) in missing {
            let message = format!(
                "`{}` is done from `{place}`, and does not list its trait `{one}`",
                technique.id
            );
            faults.push(
                Diagnostic::new(&RULE, technique.file, place.span, message)
                    .also(file, one.span, "the position has this trait")
                    .help(format!("add `\"{one}\"` to `traits`")),
            );
        }
    }
}

fn has(position: &Position, one: &Sp<Id>) -> bool {
    position.traits.iter().any(|other| other.value == one.value)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Edit, assert_silent, messages};
    use super::RULE;

    const BREATHING: &str = "techniques/slow-breathing.toml";
    const SUPINE: Edit<'_> = (
        "vocabulary/positions.toml",
        "take = \"Lie down on your back.\"",
        "take = \"Lie down on your back.\"\ntraits = [\"strong-hold\"]",
    );

    #[test]
    fn a_trait_of_every_position_is_listed() {
        let only = (
            BREATHING,
            "positions = [\"seated\", \"supine\"]",
            "positions = [\"supine\"]",
        );
        assert_eq!(
            messages(&RULE, &[SUPINE, only]),
            ["`slow-breathing` is done from `supine`, and does not list its trait `strong-hold`"]
        );
        let listed = (BREATHING, "roles =", "traits = [\"strong-hold\"]\nroles =");
        assert_silent(&RULE, &[SUPINE, only, listed]);
    }

    #[test]
    fn a_trait_that_another_position_avoids_is_not() {
        assert_silent(&RULE, &[SUPINE]);
    }

    #[test]
    fn a_way_in_cannot_be_avoided() {
        let way = (
            BREATHING,
            "positions = [\"seated\", \"supine\"]",
            "positions = [\"seated\", \"supine\"]\nway_in = { from = \"supine\", how = \"Roll over.\" }",
        );
        assert_eq!(
            messages(&RULE, &[SUPINE, way]),
            ["`slow-breathing` is done from `supine`, and does not list its trait `strong-hold`"]
        );
    }
}
