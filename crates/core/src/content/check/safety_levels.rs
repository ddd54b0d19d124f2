//! `safety-levels`: the safety check has an answer for everybody.

use super::scope::Scope;
use crate::content::{Level, SafetyFile};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "safety-levels",
    severity: Severity::Error,
    title: "the safety check has an answer for everybody",
    explanation: "The safety file has each of the four levels exactly once, at least one question for \
each but `clear`, and none for `clear`; and its effort rules cover pain from 0 to 10 without a gap and \
without an overlap.",
};

/// The most pain that a person can say.
const MOST_PAIN: u32 = 10;

/// Looks at levels, questions and effort rules.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for safety in &scope.set.safety {
        levels(safety.file, safety, faults);
        questions(safety.file, safety, faults);
        effort(safety.file, safety, faults);
    }
}

fn every_level() -> impl Iterator<Item = Level> {
    Level::WORDS
        .iter()
        .filter_map(|word| Level::from_word(word))
}

fn levels(file: FileId, safety: &SafetyFile, faults: &mut Vec<Diagnostic>) {
    for level in every_level() {
        let mut texts = safety.levels.iter().filter(|text| text.id.value == level);
        let Some(first) = texts.next() else {
            let message = format!("the level `{level}` is missing");
            faults.push(
                Diagnostic::new(&RULE, file, safety.title.span, message)
                    .help(format!("add a `[[levels]]` entry with `id = \"{level}\"`")),
            );
            continue;
        };
        for second in texts {
            faults.push(
                Diagnostic::new(
                    &RULE,
                    file,
                    second.id.span,
                    format!("there are two levels `{level}`"),
                )
                .also(file, first.id.span, "the first one")
                .help("take one out"),
            );
        }
    }
}

fn questions(file: FileId, safety: &SafetyFile, faults: &mut Vec<Diagnostic>) {
    for level in every_level() {
        let first = safety
            .questions
            .iter()
            .find(|question| question.level.value == level);
        match (level, first) {
            (Level::Clear, Some(question)) => faults.push(
                Diagnostic::new(
                    &RULE,
                    file,
                    question.level.span,
                    "a question cannot lead to the level `clear`",
                )
                .help("`clear` is what is left when nothing was reported"),
            ),
            (Level::Clear, None) | (_, Some(_)) => {}
            (_, None) => faults.push(
                Diagnostic::new(
                    &RULE,
                    file,
                    safety.title.span,
                    format!("no question leads to the level `{level}`"),
                )
                .help(format!(
                    "add a `[[questions]]` entry with `level = \"{level}\"`"
                )),
            ),
        }
    }
}

fn effort(file: FileId, safety: &SafetyFile, faults: &mut Vec<Diagnostic>) {
    let mut ranges: Vec<_> = safety.effort.iter().map(|rule| rule.pain).collect();
    ranges.sort_by_key(|pain| (pain.min, pain.max));
    let mut next = 0;
    for pain in &ranges {
        let message = if pain.min > next {
            format!("no effort rule covers pain of {}", upto(next, pain.min - 1))
        } else if pain.min < next {
            format!("two effort rules cover pain of {}", pain.min)
        } else {
            next = pain.max.saturating_add(1);
            continue;
        };
        faults.push(
            Diagnostic::new(&RULE, file, pain.span, message)
                .help(format!("let this one begin at {next}")),
        );
        next = next.max(pain.max.saturating_add(1));
    }
    if next <= MOST_PAIN {
        let last = ranges.last().map_or(safety.title.span, |pain| pain.span);
        let message = format!("no effort rule covers pain of {}", upto(next, MOST_PAIN));
        faults.push(
            Diagnostic::new(&RULE, file, last, message)
                .help(format!("let the last rule go up to {MOST_PAIN}")),
        );
    }
}

fn upto(from: u32, to: u32) -> String {
    if from == to {
        format!("{from}")
    } else {
        format!("{from} to {to}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    fn after(find: &str, replace: &str) -> Vec<String> {
        messages(&RULE, &[("safety.toml", find, replace)])
    }

    #[test]
    fn levels_stand_once_and_have_questions() {
        assert_eq!(
            after("id = \"urgent\"", "id = \"emergency\""),
            [
                "the level `urgent` is missing",
                "there are two levels `emergency`"
            ]
        );
        assert_eq!(
            after("level = \"urgent\"", "level = \"clear\""),
            [
                "no question leads to the level `urgent`",
                "a question cannot lead to the level `clear`",
            ]
        );
    }

    #[test]
    fn effort_covers_all_pain_once() {
        assert_eq!(
            after("min = 4, max = 5", "min = 5, max = 5"),
            ["no effort rule covers pain of 4"]
        );
        assert_eq!(
            after("min = 4, max = 5", "min = 3, max = 5"),
            ["two effort rules cover pain of 3"]
        );
        assert_eq!(
            after("min = 6, max = 10", "min = 6, max = 8"),
            ["no effort rule covers pain of 9 to 10"]
        );
    }
}
