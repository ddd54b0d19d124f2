//! Small pieces of text that several commands say alike.

/// "1 technique", "3 techniques".
pub(crate) fn counted(count: usize, one: &str) -> String {
    unhunch_core::phrase::counted(count as u64, one)
}

/// Seconds as minutes and seconds: "4:55 min".
pub(crate) fn minutes_seconds(seconds: u32) -> String {
    format!("{}:{:02} min", seconds / 60, seconds % 60)
}

/// "a", "a and b", "a, b and c" with `word` before the last.
pub(crate) fn joined<S: AsRef<str>>(names: &[S], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", most.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_counts_read_naturally() {
        assert_eq!(joined::<&str>(&[], "and"), "");
        assert_eq!(joined(&["a"], "and"), "a");
        assert_eq!(joined(&["a", "b", "c"], "or"), "a, b or c");
        assert_eq!(counted(1, "guide"), "1 guide");
        assert_eq!(counted(0, "guide"), "0 guides");
        assert_eq!(minutes_seconds(295), "4:55 min");
    }
}
