//! The closed lists of words that entries use.

/// Declares an enum that is written as one of some words.
macro_rules! entry_words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )*
        }

        impl $name {
            /// Every value, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Every word, as it is written.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word as it is written.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }

            /// The value that is written so.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}

entry_words! {
    /// Why a session ended.
    pub enum EndReason {
        /// It was played to its end.
        Done = "done",
        /// The person had no more time.
        NoTime = "no-time",
        /// It hurt.
        Pain = "pain",
        /// The person felt dizzy.
        Dizzy = "dizzy",
        /// Something went numb or weak.
        Numb = "numb",
        /// Some other reason.
        Other = "other",
        /// The program was told to end (Ctrl-C, a closed window).
        Interrupted = "interrupted",
    }
}

entry_words! {
    /// When a pain reading was taken.
    pub enum When {
        /// Right before a session.
        Before = "before",
        /// Right after a session.
        After = "after",
        /// On its own, on any day.
        Daily = "daily",
        /// In the middle of a session.
        During = "during",
    }
}

entry_words! {
    /// What a person says that a technique did.
    pub enum Felt {
        /// It helped.
        Helped = "helped",
        /// No change.
        NoChange = "no-change",
        /// It hurt.
        Hurt = "hurt",
    }
}

entry_words! {
    /// Which form of the safety check was asked.
    pub enum Form {
        /// Every question.
        Full = "full",
        /// One question: anything new since last time?
        Short = "short",
    }
}
