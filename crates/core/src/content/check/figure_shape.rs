//! `figure-shape`: a figure says what it needs to, once.

use unhunch_figure::{Phase, PropKind};

use super::scope::Scope;
use super::set::InFile;
use crate::content::Sides;
use crate::content::figure::{FigureFile, KeyframeRecord, TargetRecord};
use crate::diagnostic::{Diagnostic, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-shape",
    severity: Severity::Error,
    title: "a figure says what it needs to, once",
    explanation: "A figure has a view, a first keyframe of phase `start` and one of phase `work`. It says \
its `side` when the technique has sides. A thing stands `at` a point, `on` the body or `along` points; a \
target is one of `point`, `body`, `below`, `prop` and `wall`; a contact is one of `on`, `over` and `toward`; \
and a thing that is reached for or touched is in the figure.",
};

/// Looks for figures that say too little, or two things at once.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for figure in &scope.set.figures {
        let mut told = |span: Span, message: String, help: &str| {
            faults.push(Diagnostic::new(&RULE, figure.file, span, message).help(help));
        };
        whole(scope, figure, &mut told);
        for prop in &figure.props {
            let ways = [prop.at.is_some(), prop.on.is_some(), prop.along.is_some()];
            let said = ways.iter().filter(|said| **said).count();
            if said != 1 {
                told(
                    prop.kind.span,
                    format!("this {} stands in {said} places", prop.kind.value),
                    "say exactly one of `at`, `on` and `along`",
                );
            } else if prop.kind.value.is_line() != prop.along.is_some() {
                told(
                    prop.kind.span,
                    format!("a {} does not stand so", prop.kind.value),
                    "bands and straps go `along` points; everything else is `at` a point or `on` the body",
                );
            }
        }
        for keyframe in figure.keyframes.iter().chain(&figure.mirrored) {
            poses(figure, keyframe, &mut told);
        }
    }
}

fn whole(
    scope: &Scope<'_>,
    figure: &InFile<FigureFile>,
    told: &mut impl FnMut(Span, String, &str),
) {
    let at = figure.technique.span;
    if figure.views.is_empty() {
        told(
            at,
            "nobody sees this figure".to_owned(),
            "write at least one `[[views]]`",
        );
    }
    match figure.keyframes.first() {
        None => told(
            at,
            "this figure has no keyframes".to_owned(),
            "write a `[[keyframes]]` of phase `start`, and one of phase `work`",
        ),
        Some(first) if first.phase.value != Phase::Start => told(
            first.phase.span,
            format!("the first keyframe is of phase `{}`", first.phase.value),
            "begin with a keyframe of phase `start`",
        ),
        Some(first) => {
            if !figure
                .keyframes
                .iter()
                .any(|one| one.phase.value == Phase::Work)
            {
                told(
                    first.phase.span,
                    "this figure never works".to_owned(),
                    "add a keyframe of phase `work`: the pose that is held, or the end of the way",
                );
            }
        }
    }
    if let Some(cycle) = figure
        .cycle
        .filter(|cycle| !(0.5..=120.0).contains(&cycle.value))
    {
        told(
            cycle.span,
            format!("{} seconds are no calm cycle", cycle.value),
            "write from 0.5 to 120 seconds",
        );
    }
    let Some(technique) = scope.techniques.get(figure.technique.as_str()) else {
        return;
    };
    match (technique.sides.value, &figure.side) {
        (Sides::Each, None) => told(
            at,
            format!(
                "`{}` has sides, and this figure does not say which it shows",
                figure.technique
            ),
            "write `side = \"left\"` if the keyframes show the left side being worked on",
        ),
        (Sides::None, Some(side)) => told(
            side.span,
            format!("`{}` has no sides", figure.technique),
            "leave `side` out",
        ),
        _ => {}
    }
}

fn poses(
    figure: &FigureFile,
    keyframe: &KeyframeRecord,
    told: &mut impl FnMut(Span, String, &str),
) {
    for reach in &keyframe.reaches {
        target(figure, &reach.to, reach.to.span, told);
    }
    for contact in &keyframe.contacts {
        let ways = [
            contact.on.is_some(),
            contact.over.is_some(),
            contact.toward.is_some(),
        ];
        if ways.iter().filter(|said| **said).count() != 1 {
            told(
                contact.place.span,
                "this contact is with nothing, or with several things".to_owned(),
                "say exactly one of `on`, `over` and `toward`",
            );
            continue;
        }
        let Some(on) = &contact.on else { continue };
        match crate::content::figure::touchable(on) {
            None => told(
                on.span,
                format!("`{on}` is neither the floor, nor a thing, nor a place on the body"),
                "write `floor`, the kind of a thing such as `wall`, or a place such as `left-knee`",
            ),
            Some(Some(kind)) => thing(figure, kind, on.span, told),
            Some(None) => {}
        }
    }
}

fn target(
    figure: &FigureFile,
    target: &TargetRecord,
    at: Span,
    told: &mut impl FnMut(Span, String, &str),
) {
    let ways = [
        target.point.is_some(),
        target.body.is_some(),
        target.below.is_some(),
        target.prop.is_some(),
        target.wall.is_some(),
    ];
    if ways.iter().filter(|said| **said).count() != 1 {
        told(
            at,
            "this target is nothing, or several things".to_owned(),
            "say exactly one of `point`, `body`, `below`, `prop` and `wall`",
        );
        return;
    }
    if let Some(kind) = target.prop {
        thing(figure, kind.value, kind.span, told);
    }
    if let Some(wall) = target.wall {
        thing(figure, PropKind::Wall, wall.span, told);
    }
    if let Some(place) = target.place {
        match target.prop {
            None => told(
                place.span,
                "a `place` of which thing?".to_owned(),
                "say `prop` beside it",
            ),
            Some(kind) if !kind.value.places().contains(&place.value) => told(
                place.span,
                format!("a {} has no `{}`", kind.value, place.value),
                "name a place that can be touched",
            ),
            Some(_) => {}
        }
    }
}

fn thing(figure: &FigureFile, kind: PropKind, at: Span, told: &mut impl FnMut(Span, String, &str)) {
    if !figure.has(kind) {
        told(
            at,
            format!("there is no {kind} in this figure"),
            "add it under `[[props]]`",
        );
    }
}
