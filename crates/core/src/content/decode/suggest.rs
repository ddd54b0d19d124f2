//! "Did you mean": the closest known word to one that is not known.

/// The known word that is closest to `word`, when it is close enough to be a slip.
pub(crate) fn closest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase();
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::jaro_winkler(&lower, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// Help for an unknown word: the closest known one, or all of them when they are few.
pub(crate) fn help<'k>(
    word: &str,
    known: impl IntoIterator<Item = &'k str> + Clone,
) -> Option<String> {
    if let Some(candidate) = closest(word, known.clone()) {
        return Some(format!("did you mean `{candidate}`?"));
    }
    let all: Vec<&str> = known.into_iter().collect();
    (!all.is_empty() && all.len() <= 20).then(|| {
        let list: Vec<String> = all.iter().map(|known| format!("`{known}`")).collect();
        format!("one of {}", list.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_gets_the_closest_word_and_a_stranger_gets_the_list() {
        let known = ["upper-trapezius", "rhomboids"];
        assert_eq!(
            help("trapezius", known),
            None.or(Some("one of `upper-trapezius`, `rhomboids`".into()))
        );
        assert_eq!(
            help("romboids", known),
            Some("did you mean `rhomboids`?".into())
        );
        assert_eq!(help("x", []), None);
    }
}
