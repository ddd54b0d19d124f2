//! `empty`: what is written says something.

use pulldown_cmark::{Event, Options, Parser};

use super::scope::Scope;
use crate::content::{Guide, Id, Sp, Technique};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "empty",
    severity: Severity::Error,
    title: "a text or a list that is needed says something",
    explanation: "An empty text would be shown, or spoken, as silence, and a technique without steps \
cannot be done. Write it, or leave an optional key out. A technique needs at least one source, position, \
primary area, primary muscle, step, mistake and cue for during the work, something in its `frequency`, \
and (when it may be planned) a goal that it serves; a routine needs items; a flag needs rules; a guide \
needs a text; the safety file needs stop signs; a pack file needs authors.",
};

/// Something that is needed is empty.
pub(crate) fn fault(file: FileId, span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, message).label("nothing is said here")
}

/// Looks for lists that must not be empty.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for technique in &scope.set.techniques {
        let gaps = gaps_of_technique(technique);
        faults.extend(gaps.map(|gap| lacks(technique.file, &technique.id, "technique", gap)));
    }
    for routine in &scope.set.routines {
        if routine.value.items.is_empty() {
            faults.push(lacks(routine.file, &routine.id, "routine", "items"));
        }
    }
    for flag in &scope.set.flags {
        if flag.value.rules.is_empty() {
            faults.push(lacks(flag.file, &flag.id, "flag", "rules"));
        }
    }
    for guide in &scope.set.guides {
        if is_blank(guide) {
            faults.push(lacks(guide.file, &guide.front.id, "guide", "text"));
        }
    }
    for pack in &scope.set.packs {
        if pack.value.authors.is_empty() {
            faults.push(lacks(pack.file, &pack.id, "pack", "authors"));
        }
    }
    for safety in &scope.set.safety {
        if safety.value.stop_signs.is_empty() {
            let message = "the safety file has no `stop_signs`";
            faults.push(fault(safety.file, safety.title.span, message));
        }
    }
}

fn gaps_of_technique(technique: &Technique) -> impl Iterator<Item = &'static str> {
    let often = &technique.frequency;
    let never =
        often.per_day.is_none() && often.days_per_week.is_none() && often.every_minutes.is_none();
    let goals = &technique.goals;
    let fits = [
        goals.relief,
        goals.mobility,
        goals.strength,
        goals.wind_down,
    ];
    let aimless = fits.iter().flatten().all(|fit| fit.value == 0);
    [
        ("sources", technique.sources.is_empty()),
        ("positions", technique.positions.is_empty()),
        ("areas.primary", technique.areas.primary.is_empty()),
        ("muscles.primary", technique.muscles.primary.is_empty()),
        ("steps", technique.steps.is_empty()),
        ("mistakes", technique.mistakes.is_empty()),
        ("cues.during", technique.cues.during.is_empty()),
        ("goals", aimless && technique.is_planned()),
        ("frequency", never),
    ]
    .into_iter()
    .filter_map(|(key, empty)| empty.then_some(key))
}

fn is_blank(guide: &Guide) -> bool {
    let says = |event: Event<'_>| match event {
        Event::Text(text) | Event::Code(text) => !text.trim().is_empty(),
        _ => false,
    };
    // A comment is no text.
    !Parser::new_ext(&guide.body, Options::empty()).any(says)
}

fn lacks(file: FileId, id: &Sp<Id>, what: &str, key: &str) -> Diagnostic {
    let message = format!("the {what} `{id}` has no `{key}`");
    Diagnostic::new(&RULE, file, id.span, message)
        .label(format!("this {what}"))
        .help(if key == "text" {
            "write it below the second line of `+++`".to_owned()
        } else {
            format!("write `{key}`, with at least one entry")
        })
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn lists_that_are_needed_have_an_entry() {
        let neck = "techniques/neck-stretch.toml";
        let breathing = "techniques/slow-breathing.toml";
        let edits = [
            (neck, "sources = [\"S1\"]", "sources = []"),
            (neck, "[\"Let the other shoulder get heavy.\"]", "[]"),
            (neck, "[\"Pulling on the head.\"]", "[]"),
            (breathing, "wind-down = 3", "wind-down = 0"),
            (breathing, "per_day = { min = 1, max = 5 }", ""),
        ];
        assert_eq!(
            messages(&RULE, &edits),
            [
                "the technique `neck-stretch` has no `sources`",
                "the technique `neck-stretch` has no `mistakes`",
                "the technique `neck-stretch` has no `cues.during`",
                "the technique `slow-breathing` has no `goals`",
                "the technique `slow-breathing` has no `frequency`",
            ]
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_guide_has_a_text_and_a_string_says_something() {
        let guide = "+++\nid = \"where-to-begin\"\ntitle = \" \"\nsummary = \"s\"\norder = 1\nreviewed = 2026-01-10\n+++\n";
        let edit = ("guides/where-to-begin.md", "", guide);
        assert_eq!(messages(&RULE, &[edit]), ["this string is empty"]);
        let titled = guide.replace("\" \"", "\"t\"");
        let edit = ("guides/where-to-begin.md", "", titled.as_str());
        assert_eq!(
            messages(&RULE, &[edit]),
            ["the guide `where-to-begin` has no `text`"]
        );
    }
}
