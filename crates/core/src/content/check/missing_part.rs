//! `missing-part`: a content set has all its parts.

use super::scope::Scope;
use super::set::Part;
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "missing-part",
    severity: Severity::Error,
    title: "a content set has all its parts",
    explanation: "Nothing is played without the safety check, and nothing is said without its sources \
and its words. A content set has at least one technique in `techniques/`, a `safety.toml`, a \
`sources.toml`, and every list in `vocabulary/`. A set of techniques alone is used beside the built-in \
one, which has them.",
};

/// Looks for parts of which nothing is there.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let set = scope.set;
    for (part, empty) in [
        (Part::Techniques, set.techniques.is_empty()),
        (Part::Safety, set.safety.is_empty()),
        (Part::Sources, set.sources.is_empty()),
        (Part::Areas, set.areas.is_empty()),
        (Part::Muscles, set.muscles.is_empty()),
        (Part::Positions, set.positions.is_empty()),
        (Part::Equipment, set.equipment.is_empty()),
        (Part::Families, set.families.is_empty()),
        (Part::Traits, set.traits.is_empty()),
        (Part::Flags, set.flags.is_empty()),
        (Part::Goals, set.goals.is_empty()),
        (Part::Causes, set.causes.is_empty()),
    ] {
        if !empty || !set.is_whole(part) {
            continue;
        }
        let place = part.place();
        let (message, help) = match part {
            Part::Techniques => (
                "this content set has no techniques".to_owned(),
                "write at least one: `techniques/<id>.toml`".to_owned(),
            ),
            _ => (
                format!("this content set has nothing in `{place}`"),
                format!("write `{place}`, or use the set beside the built-in one"),
            ),
        };
        faults.push(Diagnostic::whole_file(&RULE, FileId::NONE, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::content::{Options, load};

    #[test]
    fn a_set_of_nothing_misses_everything() {
        let loaded = load(Vec::new(), Vec::new(), &Options::default());
        assert!(loaded.library.is_none());
        assert_eq!(loaded.diagnostics.len(), 12);
        assert!(loaded.diagnostics.iter().all(|fault| fault.rule == &RULE));
    }
}
