//! `vocabulary-goals`: the goals are the ones that the planner knows.

use std::collections::HashSet;

use super::scope::Scope;
use super::set::Part;
use crate::content::Goal;
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "vocabulary-goals",
    severity: Severity::Error,
    title: "the goals are the ones that the planner knows",
    explanation: "`vocabulary/goals.toml` says how the goals `relief`, `mobility`, `strength` and \
`wind-down` are called. The planner knows no others, and needs all four.",
};

/// Compares the goals with those of the planner.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    let goals = &scope.set.goals;
    // A list that is not there at all is a missing part.
    if goals.is_empty() || !scope.set.is_whole(Part::Goals) {
        return;
    }
    for goal in goals {
        if Goal::from_word(goal.id.as_str()).is_none() {
            let message = format!("the planner knows no goal `{}`", goal.id);
            let words: Vec<String> = Goal::WORDS.iter().map(|word| format!("`{word}`")).collect();
            faults.push(
                Diagnostic::new(&RULE, goal.file, goal.id.span, message)
                    .help(format!("the goals are {}", words.join(", "))),
            );
        }
    }
    let listed: HashSet<&str> = goals.iter().map(|goal| goal.id.as_str()).collect();
    let file = goals.first().map_or(FileId::NONE, |goal| goal.file);
    for word in Goal::WORDS.iter().filter(|word| !listed.contains(**word)) {
        let message = format!("the goal `{word}` is missing");
        faults.push(
            Diagnostic::whole_file(&RULE, file, message)
                .help(format!("add a `[[goals]]` entry with `id = \"{word}\"`")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn a_goal_that_is_renamed_is_unknown_and_missing() {
        let edit = ("vocabulary/goals.toml", "\"wind-down\"", "\"sleep\"");
        assert_eq!(
            messages(&RULE, &[edit]),
            [
                "the goal `wind-down` is missing",
                "the planner knows no goal `sleep`"
            ]
        );
    }
}
