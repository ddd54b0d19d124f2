//! `record!` and `words!`: a struct or an enum, its decoding, its field list and its JSON Schema, in one place.

/// Declares a record: a struct whose fields are TOML keys.
///
/// A field's type says whether it is required: `Option<T>` and `Vec<T>` may be absent. Its doc comment is what
/// editors and the author's guide show.
macro_rules! record {
    (
        $(#[doc = $doc:expr])*
        pub struct $name:ident ($what:literal) {
            $( $(#[doc = $field_doc:expr])* $field:ident $(as $key:literal)? : $type:ty ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(bound(deserialize = "'de: 'static"))]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: $type, )*
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

            fn schema(book: &mut $crate::content::schema::Book) -> serde_json::Value {
                book.record(stringify!($name), |book| $crate::content::schema::Record {
                    says: $crate::content::schema::told(&[$($doc),*]),
                    fields: vec![$(
                        $crate::content::schema::Field {
                            key: $crate::content::decode::record!(@key $field $(as $key)?),
                            says: $crate::content::schema::told(&[$($field_doc),*]),
                            kind: <$type as $crate::content::decode::Decode>::kind(),
                            needed: <$type as $crate::content::decode::Decode>::absent().is_none(),
                            schema: <$type as $crate::content::decode::Decode>::schema(book),
                        },
                    )*],
                })
            }
        }
    };
    (@key $field:ident as $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}

/// Declares a closed list of words: an enum that is written as one of some strings.
macro_rules! words {
    (
        $(#[doc = $doc:expr])*
        pub enum $name:ident ($what:literal) {
            $( $(#[doc = $variant_doc:expr])* $variant:ident = $word:literal ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $( $(#[doc = $variant_doc])* #[serde(rename = $word)] $variant, )*
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

            fn schema(_: &mut $crate::content::schema::Book) -> serde_json::Value {
                let meanings = [$( $crate::content::schema::told(&[$($variant_doc),*]) ),*];
                $crate::content::schema::words(Self::WORDS, &meanings)
            }
        }
    };
}

pub(crate) use {record, words};
