//! `figure-through`: no part of a figure is in the floor, a wall or a chair.

use unhunch_figure::check::Fault;

use super::figures;
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-through",
    severity: Severity::Error,
    title: "no part of a figure is in the floor, a wall or a chair",
    explanation: "A body cannot be where a thing is. Every part is measured against the floor, walls, chairs, \
tables and door frames of its figure, and may be at most 1 cm inside, which is flesh giving way.",
};

/// Looks for parts that are inside of something.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for (figure, found) in scope.figures() {
        for fault in found {
            let Fault::Through {
                keyframe,
                segment,
                thing,
                deep,
            } = fault
            else {
                continue;
            };
            let thing = thing.map_or_else(|| "floor".to_owned(), |thing| thing.to_string());
            let span = figures::phase_span(figure, *keyframe);
            let message = format!("the {segment} is {deep:.1} cm inside the {thing} here");
            faults.push(
                Diagnostic::new(&RULE, figure.file, span, message).help(
                    "move the body with `root`, bend a joint the other way, or move the thing",
                ),
            );
        }
    }
}
