//! Small turns of phrase that every surface uses alike: capitals, counts, lengths.

/// A text with a capital letter at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A text with a small letter at its beginning.
pub fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// A clause as a sentence; nothing of nothing.
pub fn sentence(clause: &str) -> String {
    let mut text = capital(clause.trim());
    if !text.is_empty() && !text.ends_with(['.', '?', '!']) {
        text.push('.');
    }
    text
}

/// "1 day", "2 days"; `one` is what one of them is called.
pub fn counted(count: u64, one: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {one}{ending}")
}

/// A length of so many milliseconds in words: "2 h 5 min", "5 min", "1 min 30 s", "45 s".
pub fn length(ms: u64) -> String {
    let seconds = ms.saturating_add(500) / 1000;
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes @ 120.., _) => format!("{} h {} min", minutes / 60, minutes % 60),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_counts_and_lengths_read_well() {
        assert_eq!(capital("works the neck"), "Works the neck");
        assert_eq!(capital("\u{e9}tirer"), "\u{c9}tirer");
        assert_eq!(capital(""), "");
        assert_eq!(uncapital("Dizziness"), "dizziness");
        assert_eq!(sentence("works the neck"), "Works the neck.");
        assert_eq!(sentence("Really?"), "Really?");
        assert_eq!(sentence(" "), "");
        assert_eq!(counted(1, "day"), "1 day");
        assert_eq!(counted(0, "day"), "0 days");
        assert_eq!(length(0), "0 s");
        assert_eq!(length(90_000), "1 min 30 s");
        assert_eq!(length(299_600), "5 min");
        assert_eq!(length(7_500_000), "2 h 5 min");
        assert_eq!(length(u64::MAX), "5124095576030 h 25 min");
    }
}
