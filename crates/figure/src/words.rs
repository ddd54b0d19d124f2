//! `words!`: closed lists of words that a figure file may use.

/// A closed list of words: an enum that is written as one of some strings.
pub trait Word: Sized + Copy + 'static {
    /// What an author calls such a word ("a joint").
    const WHAT: &'static str;
    /// Every word, as it is written.
    const WORDS: &'static [&'static str];
    /// Every value, in the order of [`Word::WORDS`].
    const ALL: &'static [Self];
    /// What each of [`Word::WORDS`] means, line by line.
    const MEANINGS: &'static [&'static [&'static str]];

    /// The word as it is written.
    fn word(self) -> &'static str;

    /// The value that is written so.
    fn from_word(word: &str) -> Option<Self> {
        let at = Self::WORDS.iter().position(|known| *known == word)?;
        Self::ALL.get(at).copied()
    }
}

/// Declares an enum of words.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident ($what:literal) {
            $( $(#[doc = $variant_doc:expr])* $variant:ident = $word:literal ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $( $(#[doc = $variant_doc])* #[serde(rename = $word)] $variant, )*
        }

        impl $crate::words::Word for $name {
            const WHAT: &'static str = $what;
            const WORDS: &'static [&'static str] = &[$($word),*];
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            const MEANINGS: &'static [&'static [&'static str]] = &[$(&[$($variant_doc),*]),*];

            fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::words::Word::word(*self))
            }
        }
    };
}

pub(crate) use words;
