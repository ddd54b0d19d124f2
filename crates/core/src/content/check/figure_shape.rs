//! `figure-shape`: a figure says what it needs to, once.

use unhunch_figure::{Phase, PropKind};

use super::scope::Scope;
use super::set::InFile;
use crate::content::Sides;
use crate::content::figure::{FigureFile, KeyframeRecord, TargetRecord};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-shape",
    severity: Severity::Error,
    title: "a figure says what it needs to, once",
    explanation: "A figure has a view, a first keyframe of phase `start` and one of phase `work`. It says \
its `side` when the technique has sides, and its `direction` (one of the technique's) when that has directions. \
A thing stands `at` a point, `on` the body or `along` points; a \
target is one of `point`, `body`, `below`, `prop` and `wall`; a contact is one of `on`, `over` and `toward`; \
and a thing that is reached for or touched is in the figure. No number is beyond 1000, in cm or degrees.",
};

/// A number that nothing about a body is.
pub(crate) fn absurd_number(file: FileId, span: Span, number: &str) -> Diagnostic {
    let message = format!("{number} is no measure of a body");
    Diagnostic::new(&RULE, file, span, message).help("write a number from -1000 to 1000")
}

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
    let known = &technique.directions;
    match &figure.direction {
        None if !known.is_empty() => told(
            at,
            format!(
                "`{}` has directions, and this figure does not say which it shows",
                figure.technique
            ),
            &format!(
                "write `direction = \"{}\"` if the keyframes go that way",
                known[0].value
            ),
        ),
        Some(direction) if known.is_empty() => told(
            direction.span,
            format!("`{}` has no directions", figure.technique),
            "leave `direction` out",
        ),
        Some(direction) if known.iter().all(|one| one.value != direction.value) => {
            let words: Vec<String> = known.iter().map(|one| format!("`{}`", one.value)).collect();
            told(
                direction.span,
                format!("`{direction}` is no direction of `{}`", figure.technique),
                &format!("write one of {}", words.join(", ")),
            );
        }
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

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, load_edited, messages};
    use super::RULE;

    const NECK: &str = "techniques/neck-stretch.figure.toml";
    const ROW: &str = "techniques/band-row.figure.toml";
    const ROLLS: &str = "techniques/shoulder-rolls.figure.toml";
    const BREATHING: &str = "techniques/slow-breathing.figure.toml";
    const SOLES: &str = "{ place = \"both-sole\", on = \"floor\" }";

    #[test]
    fn a_figure_needs_a_view_a_start_and_work() {
        let unseen = (BREATHING, "[[views]]\nyaw = -30\npitch = 8\n", "");
        assert_eq!(messages(&RULE, &[unseen]), ["nobody sees this figure"]);
        let late = (BREATHING, "phase = \"start\"", "phase = \"return\"");
        assert_eq!(
            messages(&RULE, &[late]),
            ["the first keyframe is of phase `return`"]
        );
        let idle = (BREATHING, "phase = \"work\"", "phase = \"start\"");
        assert_eq!(messages(&RULE, &[idle]), ["this figure never works"]);
        let bare =
            "technique = \"slow-breathing\"\nbase = \"standing\"\n[[views]]\nyaw = 0\npitch = 0\n";
        assert_eq!(
            messages(&RULE, &[(BREATHING, "", bare)]),
            ["this figure has no keyframes"]
        );
    }

    #[test]
    fn side_and_direction_are_the_techniques() {
        for (edit, says) in [
            (
                (NECK, "side = \"left\"\n", ""),
                "`neck-stretch` has sides, and this figure does not say which it shows",
            ),
            (
                (BREATHING, "[[views]]", "side = \"left\"\n[[views]]"),
                "`slow-breathing` has no sides",
            ),
            (
                (ROLLS, "direction = \"backward\"\n", ""),
                "`shoulder-rolls` has directions, and this figure does not say which it shows",
            ),
            (
                (ROLLS, "\"backward\"", "\"upward\""),
                "`upward` is no direction of `shoulder-rolls`",
            ),
            (
                (BREATHING, "[[views]]", "direction = \"forward\"\n[[views]]"),
                "`slow-breathing` has no directions",
            ),
        ] {
            assert_eq!(messages(&RULE, &[edit]), [says]);
        }
    }

    #[test]
    fn nothing_is_said_of_a_technique_that_is_not_read() {
        let broken = ("techniques/neck-stretch.toml", "id =", "id");
        assert_silent(&RULE, &[broken, (NECK, "side = \"left\"\n", "")]);
    }

    #[test]
    fn things_stand_in_one_place_and_as_they_can() {
        let along = "along = [\"left-palm\", [0, 110, 90], \"right-palm\"]";
        for (stand, says) in [
            ("", "this resistance-band stands in 0 places"),
            (
                "at = [0, 0, 0]\non = \"crown\"",
                "this resistance-band stands in 2 places",
            ),
            ("at = [0, 0, 0]", "a resistance-band does not stand so"),
        ] {
            assert_eq!(messages(&RULE, &[(ROW, along, stand)]), [says]);
        }
    }

    #[test]
    fn targets_and_contacts_are_one_thing_that_is_there() {
        for (to, says) in [
            ("{}", "this target is nothing, or several things"),
            (
                "{ point = [12, 115, 45], wall = [0, 100] }",
                "this target is nothing, or several things",
            ),
            ("{ prop = \"chair\" }", "there is no chair in this figure"),
            ("{ wall = [0, 100] }", "there is no wall in this figure"),
            (
                "{ prop = \"resistance-band\", place = \"top\" }",
                "a resistance-band has no `top`",
            ),
        ] {
            let found = messages(&RULE, &[(ROW, "{ point = [12, 115, 45] }", to)]);
            assert_eq!(found, [says], "{to}");
        }
        for (contact, says) in [
            (
                "{ place = \"crown\" }",
                "this contact is with nothing, or with several things",
            ),
            (
                "{ place = \"crown\", on = \"floor\", over = \"chin\" }",
                "this contact is with nothing, or with several things",
            ),
            (
                "{ place = \"crown\", on = \"ceiling\" }",
                "`ceiling` is neither the floor, nor a thing, nor a place on the body",
            ),
            (
                "{ place = \"crown\", on = \"wall\" }",
                "there is no wall in this figure",
            ),
        ] {
            let found = messages(&RULE, &[(BREATHING, SOLES, contact)]);
            assert_eq!(found, [says], "{contact}");
        }
        // The chair that the base brings is there.
        let seat = "{ place = \"seat\", on = \"chair\" }";
        assert_silent(&RULE, &[(BREATHING, SOLES, seat)]);
    }

    #[test]
    fn what_is_not_there_is_told_once() {
        let wall = (BREATHING, SOLES, "{ place = \"both-palm\", on = \"wall\" }");
        let chair = (ROW, "{ point = [12, 115, 45] }", "{ prop = \"chair\" }");
        let loaded = load_edited(&[wall, chair]);
        let codes: Vec<_> = loaded
            .diagnostics
            .iter()
            .map(|fault| fault.rule.code)
            .collect();
        assert_eq!(codes, [RULE.code, RULE.code]);
    }

    #[test]
    fn numbers_are_those_of_a_body() {
        for number in [
            "1000.5",
            "-2000",
            "1e300",
            "nan",
            "inf",
            "-inf",
            "99999999999999999999",
        ] {
            let found = messages(
                &RULE,
                &[(BREATHING, "pitch = 8", &format!("pitch = {number}"))],
            );
            assert_eq!(found, [format!("{number} is no measure of a body")]);
        }
        assert_eq!(
            messages(&RULE, &[(ROLLS, "cycle = 4", "cycle = 0")]),
            ["0 seconds are no calm cycle"]
        );
        assert_silent(&RULE, &[(BREATHING, "pitch = 8", "pitch = 1_0.0_5")]);
        assert_silent(&RULE, &[(BREATHING, "pitch = 8", "pitch = 0x1F")]);
    }
}
