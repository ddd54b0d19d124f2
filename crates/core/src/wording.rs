//! The words that a general-wellness program does not use.
//!
//! Content, program text and the README are held to this list. It names what belongs to doctors: to
//! say that a program does these things, or even to deny it, invites trust that it cannot earn.
//! `monitor` and `screen` are fine for a display, and are found only as verbs about health.

use std::ops::Range;

/// A word that is not used, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its place in the text, in bytes.
    pub range: Range<usize>,
    /// The word as it is written there.
    pub word: String,
}

/// Words that are found in every form with one of these beginnings.
const BEGINNINGS: &[&str] = &[
    "diagnos",
    "undiagnos",
    "misdiagnos",
    "prevent",
    "unprevent",
    "prescri",
    "triag",
];

/// Words that are found as they stand: longer words begin alike and are harmless (treaty, curate).
const WORDS: &[&str] = &[
    "treat",
    "treats",
    "treated",
    "treating",
    "treatment",
    "treatments",
    "treatable",
    "untreated",
    "untreatable",
    "cure",
    "cures",
    "cured",
    "curing",
    "curable",
    "curative",
    "incurable",
    "screened",
    "screening",
    "screenings",
    "monitored",
    "monitoring",
];

/// Words that are a display or, as verbs, about health.
const TWO_FACED: &[&str] = &["monitor", "monitors", "screen", "screens"];

/// Words before a noun: after one of these, `screen` is a display.
const BEFORE_NOUN: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our",
    "their", "each", "every", "any", "no", "one", "two", "three", "both", "another", "other",
    "second", "third", "big", "large", "small", "wide", "tall", "low", "high", "bright", "main",
    "external", "laptop", "computer", "phone", "tablet", "desk", "tv", "touch", "flat", "dual",
    "single", "same", "separate", "at", "of", "on", "off", "in", "behind", "before", "from",
    "with", "without", "by", "near", "toward", "towards", "against", "than", "per", "between",
    "beside", "above", "below", "under", "raise", "lower", "tilt", "turn", "move", "adjust",
];

/// Words after a verb: before one of these, and not after a word of [`BEFORE_NOUN`], it is no display.
const AFTER_VERB: &[&str] = &[
    "for",
    "you",
    "your",
    "yourself",
    "people",
    "patients",
    "users",
    "them",
    "him",
    "her",
    "his",
    "their",
    "the",
    "a",
    "an",
    "any",
    "every",
    "each",
    "all",
    "how",
    "whether",
    "its",
    "this",
    "that",
    "health",
    "symptoms",
    "signs",
    "pain",
    "progress",
    "disease",
    "diseases",
    "conditions",
];

/// Every word of `text` that is not used, in order.
pub fn forbidden(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut before: Option<Range<usize>> = None;
    let mut rest = words(text);
    while let Some(range) = rest.next() {
        let word = &text[range.clone()];
        if may_matter(word) {
            let lower = word.to_ascii_lowercase();
            let after = || rest.clone().next();
            let end = if lower == "clinically" {
                proven_after(text, &range, after())
            } else {
                let plain = BEGINNINGS.iter().any(|begin| lower.starts_with(begin))
                    || WORDS.contains(&lower.as_str())
                    || TWO_FACED.contains(&lower.as_str())
                        && is_verb(text, before.clone(), &range, after());
                plain.then_some(range.end)
            };
            found.extend(end.map(|end| Found {
                range: range.start..end,
                word: text[range.start..end].to_owned(),
            }));
        }
        before = Some(range);
    }
    found
}

/// The words of a text: runs of letters and digits. An apostrophe ends a word.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
    let bytes = text.as_bytes();
    // Bytes beyond ASCII are letters of other scripts (or punctuation); as parts of words they only
    // keep a word from being one of ours.
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !inside(bytes[at]) {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && inside(bytes[at]) {
            at += 1;
        }
        (start < at).then_some(start..at)
    })
}

/// A quick look at the first letter: nearly all words end here.
fn may_matter(word: &str) -> bool {
    word.len() >= 4
        && word.bytes().next().is_some_and(|first| {
            matches!(
                first.to_ascii_lowercase(),
                b'd' | b'u' | b'm' | b'p' | b't' | b'c' | b'i' | b's'
            )
        })
}

/// Where "clinically proven" ends, when `proven` follows.
fn proven_after(text: &str, word: &Range<usize>, after: Option<Range<usize>>) -> Option<usize> {
    let after = after?;
    let joined = text[word.end..after.start]
        .chars()
        .all(|c| c.is_whitespace() || c == '-');
    let next = text[after.clone()].to_ascii_lowercase();
    (joined && matches!(next.as_str(), "proven" | "proved")).then_some(after.end)
}

/// Whether a word of [`TWO_FACED`] is a verb here.
fn is_verb(
    text: &str,
    before: Option<Range<usize>>,
    word: &Range<usize>,
    after: Option<Range<usize>>,
) -> bool {
    let blank = |gap: &str| gap.chars().all(char::is_whitespace);
    let noun = before.is_some_and(|before| {
        blank(&text[before.end..word.start])
            && BEFORE_NOUN.contains(&text[before].to_ascii_lowercase().as_str())
    });
    !noun
        && after.is_some_and(|after| {
            blank(&text[word.end..after.start])
                && AFTER_VERB.contains(&text[after].to_ascii_lowercase().as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        forbidden(text).into_iter().map(|one| one.word).collect()
    }

    #[test]
    fn every_form_is_found_with_its_place() {
        for text in [
            "diagnose",
            "Diagnosis",
            "undiagnosed",
            "TREATS",
            "treatment",
            "untreated",
            "cures",
            "curing",
            "incurable",
            "prevention",
            "Preventive",
            "prescribed",
            "prescription",
            "triaging",
            "screening",
            "monitored",
        ] {
            assert_eq!(found(&format!("It may {text}, or not.")), [text]);
        }
        assert_eq!(found("a clinically  proven way"), ["clinically  proven"]);
        assert_eq!(found("Clinically-proven"), ["Clinically-proven"]);
        let all = forbidden("é to treat");
        assert_eq!(all[0].range, 6..11);
    }

    #[test]
    fn other_words_are_left_alone() {
        for text in [
            "Secure the band; procure another; accurate; retreat; a treaty; curate; curious.",
            "The manicure, the obscure, the pre-event.",
            "proven by a trial, clinically relevant",
            "The monitor at eye level. Turn the screen a little. Two monitors: your main one.",
            "Sit at your screen for an hour. Look away from screens. The laptop screen, the phone.",
            "A monitor for reading, a second screen for mail, your monitor the right height.",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn verbs_about_health_are_found() {
        for (text, word) in [
            ("We screen for warning signs.", "screen"),
            ("It screens people first.", "screens"),
            ("The program monitors your pain.", "monitors"),
            ("Monitor how it feels.", "Monitor"),
            ("to monitor the pain", "monitor"),
        ] {
            assert_eq!(found(text), [word], "{text}");
        }
    }
}
