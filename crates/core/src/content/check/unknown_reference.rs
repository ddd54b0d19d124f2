//! `unknown-reference`: what is named exists.

use std::collections::HashMap;

use super::references::{self, Reference};
use super::scope::Scope;
use super::set::Part;
use crate::content::decode::suggest;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unknown-reference",
    severity: Severity::Error,
    title: "what is named exists",
    explanation: "A technique, area, muscle, position, piece of equipment, family, trait, flag, cause, \
source or guide that is named by its id stands somewhere in the set. A `basis` is `general practice` or \
the id of a source. Mend the id, or add what is missing.",
};

/// How many unknown ids of one kind get a suggestion: finding one takes a look at every known id.
pub(crate) const SUGGESTIONS: u32 = 64;

/// Looks up every reference.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let mut suggested: HashMap<Part, u32> = HashMap::new();
    references::each(scope.set, &mut |reference| {
        if scope.knows(reference.part, reference.id) {
            return;
        }
        let count = suggested.entry(reference.part).or_default();
        *count += 1;
        let help = (*count <= SUGGESTIONS).then(|| help(scope, reference.part, reference.id));
        faults.push(fault(&reference).maybe_help(help.flatten()));
    });
}

fn fault(reference: &Reference<'_>) -> Diagnostic {
    let noun = reference.part.noun();
    let message = format!("unknown {noun} `{}`", reference.id);
    Diagnostic::new(&RULE, reference.file, reference.span, message)
        .label(format!("not in {}", reference.part.place()))
}

/// What may have been meant; the same for equal sets.
pub(crate) fn help(scope: &Scope<'_>, part: Part, id: &str) -> Option<String> {
    let mut known: Vec<&str> = scope.ids(part).collect();
    known.sort_unstable();
    suggest::help(id, known.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, load_edited, messages};
    use super::RULE;

    const NECK: &str = "techniques/neck-stretch.toml";

    #[test]
    fn a_slip_gets_the_id_that_was_meant() {
        let edit = (NECK, "[\"upper-trapezius\"]", "[\"upper-trapezoid\"]");
        let loaded = load_edited(&[edit]);
        let fault = &loaded.diagnostics[0];
        assert_eq!(fault.message, "unknown muscle `upper-trapezoid`");
        assert_eq!(
            fault.help.as_deref(),
            Some("did you mean `upper-trapezius`?")
        );
    }

    #[test]
    fn every_kind_is_looked_up() {
        for (file, find, replace, noun) in [
            (NECK, "family = \"stretch\"", "family = \"x\"", "family"),
            (
                NECK,
                "sources = [\"S1\"]",
                "sources = [\"S1\", \"S9\"]",
                "source",
            ),
            (
                NECK,
                "[\"seated\", \"standing\"]",
                "[\"seated\", \"x\"]",
                "position",
            ),
            (NECK, "id = \"cushion\"", "id = \"x\"", "equipment"),
            (
                NECK,
                "secondary = [\"shoulder\"]",
                "secondary = [\"x\"]",
                "area",
            ),
            (NECK, "causes = [\"stress\"]", "causes = [\"x\"]", "cause"),
            (
                NECK,
                "traits = [\"stretching\"]",
                "traits = [\"stretching\", \"x\"]",
                "trait",
            ),
            (NECK, "flag = \"neck-injury\"", "flag = \"x\"", "flag"),
            (
                NECK,
                "substitute = \"shoulder-rolls\"",
                "substitute = \"x\"",
                "technique",
            ),
            (
                NECK,
                "basis = \"general practice\"",
                "basis = \"x\"",
                "source",
            ),
            (
                "vocabulary/causes.toml",
                "guide = \"why-it-tightens\"",
                "guide = \"x\"",
                "guide",
            ),
            (
                "vocabulary/muscles.toml",
                "area = \"shoulder\"",
                "area = \"x\"",
                "area",
            ),
            (
                "vocabulary/flags.toml",
                "trait = \"strong-hold\"",
                "trait = \"x\"",
                "trait",
            ),
            (
                "routines/short-break.toml",
                "technique = \"band-row\"",
                "technique = \"x\"",
                "technique",
            ),
            (
                "techniques/neck-stretch.figure.toml",
                "technique = \"neck-stretch\"",
                "technique = \"x\"",
                "technique",
            ),
            (
                "safety.toml",
                "sources = [\"S2\"]",
                "sources = [\"x\"]",
                "source",
            ),
        ] {
            let found = messages(&RULE, &[(file, find, replace)]);
            let id = if replace.contains("S9") { "S9" } else { "x" };
            assert_eq!(found, [format!("unknown {noun} `{id}`")], "{replace}");
        }
    }

    #[test]
    fn what_an_unread_file_would_define_is_not_missed() {
        assert_silent(&RULE, &[("techniques/shoulder-rolls.toml", "id =", "id")]);
        assert_silent(&RULE, &[("vocabulary/areas.toml", "[[areas]]", "[[areas")]);
        let other = (
            NECK,
            "substitute = \"shoulder-rolls\"",
            "substitute = \"x\"",
        );
        let unread = ("techniques/shoulder-rolls.toml", "id =", "id");
        assert_eq!(messages(&RULE, &[unread, other]), ["unknown technique `x`"]);
    }

    #[test]
    fn the_figure_of_an_unread_technique_is_silent() {
        let loaded = load_edited(&[(NECK, "id =", "id")]);
        let codes: Vec<_> = loaded
            .diagnostics
            .iter()
            .map(|fault| fault.rule.code)
            .collect();
        assert_eq!(codes, ["syntax"]);
    }
}
