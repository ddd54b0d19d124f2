//! `too-long`: a text fits where it is shown or spoken.

use super::scope::Scope;
use crate::content::{Sp, Text};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "too-long",
    severity: Severity::Error,
    title: "a text fits where it is shown or spoken",
    explanation: "A cue is heard while somebody moves, and a step is read in one breath. The limits, in \
characters:\n\n\
| text | at most |\n|---|---|\n\
| cue, note of a routine's item | 70 |\n\
| purpose | 110 |\n\
| step, mistake | 140 |\n\
| guide summary | 160 |\n\
| feel | 200 |\n\
| text alternative | 400 |",
};

/// Measures texts.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for item in &scope.set.techniques {
        let one = &item.value;
        let cues = &one.cues;
        let mut all = |what, texts: &mut dyn Iterator<Item = &Sp<Text>>, most| {
            faults.extend(texts.filter_map(|text| measure(item.file, what, text, most)));
        };
        all("purpose", &mut std::iter::once(&one.purpose), 110);
        all("step", &mut one.steps.iter(), 140);
        all("feel", &mut std::iter::once(&one.feel), 200);
        all("mistake", &mut one.mistakes.iter(), 140);
        all("text alternative", &mut one.alt.iter(), 400);
        let bounds = [&cues.start, &cues.end].into_iter();
        all(
            "cue",
            &mut bounds.chain(&cues.during).chain(&cues.switch),
            70,
        );
    }
    for item in &scope.set.guides {
        let summary = &item.value.front.summary;
        faults.extend(measure(item.file, "summary", summary, 160));
    }
    for item in &scope.set.routines {
        let one = &item.value;
        faults.extend(measure(item.file, "purpose", &one.purpose, 110));
        let notes = one.items.iter().filter_map(|entry| entry.note.as_ref());
        faults.extend(notes.filter_map(|note| measure(item.file, "note", note, 70)));
    }
}

fn measure(file: FileId, what: &str, text: &Sp<Text>, most: usize) -> Option<Diagnostic> {
    // A text of few bytes has few characters: most are not counted.
    if text.len() <= most {
        return None;
    }
    let length = text.chars().count();
    (length > most).then(|| {
        let message = format!("this {what} has {length} characters, and {most} are the most");
        Diagnostic::new(&RULE, file, text.span, message)
            .help(format!("make it shorter by {}", length - most))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_silent, messages};
    use super::RULE;

    #[test]
    fn the_limit_itself_fits_and_counts_characters() {
        let row = "techniques/band-row.toml";
        let cue = |length| format!("start = \"{}\"", "é".repeat(length));
        assert_silent(&RULE, &[(row, "start = \"Elbows back.\"", &cue(70))]);
        assert_eq!(
            messages(&RULE, &[(row, "start = \"Elbows back.\"", &cue(71))]),
            ["this cue has 71 characters, and 70 are the most"]
        );
    }
}
