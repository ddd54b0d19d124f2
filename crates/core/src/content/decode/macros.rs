//! `record!` and `words!`: a struct or an enum, its decoding and its field list, in one place.

/// Declares a record: a struct whose fields are TOML keys.
///
/// A field's type says whether it is required: `Option<T>` and `Vec<T>` may be absent.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident ($what:literal) {
            $( $(#[$field_meta:meta])* $field:ident $(as $key:literal)? : $type:ty ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
        }

        impl $name {
            /// The TOML keys of this record, in the order in which they are written.
            pub const KEYS: &'static [&'static str] =
                &[$( $crate::content::decode::record!(@key $field $(as $key)?) ),*];
        }

        impl $crate::content::decode::Decode for $name {
            const NAME: &'static str = $what;

            fn decode(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                cx: &mut $crate::content::decode::Cx<'_>,
            ) -> Option<Self> {
                let at = value.span().into();
                let table = cx.table(value, Self::NAME, Self::KEYS)?;
                $(
                    let $field: Option<$type> = cx.field(
                        table,
                        at,
                        Self::NAME,
                        $crate::content::decode::record!(@key $field $(as $key)?),
                    );
                )*
                Some(Self { $( $field: $field?, )* })
            }
        }
    };
    (@key $field:ident as $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}

/// Declares a closed list of words: an enum that is written as one of some strings.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident ($what:literal) {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $( $(#[$variant_meta])* #[serde(rename = $word)] $variant, )*
        }

        impl $name {
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
                f.write_str(self.word())
            }
        }

        impl $crate::content::decode::Decode for $name {
            const NAME: &'static str = $what;

            fn decode(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                cx: &mut $crate::content::decode::Cx<'_>,
            ) -> Option<Self> {
                let toml::de::DeValue::String(text) = value.get_ref() else {
                    cx.wrong_type(value, Self::NAME);
                    return None;
                };
                let found = Self::from_word(text);
                if found.is_none() {
                    let fault = $crate::content::check::unknown_word::fault(
                        cx.file, value.span().into(), text, Self::NAME, Self::WORDS,
                    );
                    cx.report(fault);
                }
                found
            }
        }
    };
}

pub(crate) use {record, words};
