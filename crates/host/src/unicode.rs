//! Which characters the terminal can show.

/// Whether the terminal is one that can only print.
pub fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether the terminal shows more than ASCII: not when it is a dumb one, nor in a locale of another
/// encoding.
pub fn unicode() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if set("TERM").as_deref() == Some("dumb") {
        return false;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    match locale {
        Some(locale) => {
            let upper = locale.to_uppercase();
            upper.contains("UTF-8") || upper.contains("UTF8")
        }
        // Unix without a locale is ASCII; elsewhere the terminal takes Unicode as it is.
        None => !cfg!(unix) || cfg!(target_os = "macos"),
    }
}

/// A text in ASCII: what has a plain form gets it, other signs become a question mark.
pub fn ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\u{2018}' | '\u{2019}' => plain.push('\''),
            '\u{201c}' | '\u{201d}' => plain.push('"'),
            '\u{2013}' | '\u{2014}' | '\u{2212}' => plain.push('-'),
            '\u{2026}' => plain.push_str("..."),
            '\u{00d7}' => plain.push('x'),
            '\u{00b7}' => plain.push('|'),
            '\u{00a0}' => plain.push(' '),
            sign if sign.is_ascii() => plain.push(sign),
            _ => plain.push('?'),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_keeps_the_sense() {
        assert_eq!(ascii("It\u{2019}s 2\u{2013}3\u{2026}"), "It's 2-3...");
        assert_eq!(ascii("caf\u{e9}"), "caf?");
    }
}
