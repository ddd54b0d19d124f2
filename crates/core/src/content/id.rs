//! Ids: the stable, lower-case names of everything in a content set.

use std::borrow::Borrow;
use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use toml::Spanned;
use toml::de::DeValue;

use super::check;
use super::decode::{Cx, Decode};
use super::schema::Book;

/// A stable name: lower-case ASCII letters and digits in words joined by single hyphens.
///
/// Source ids may also start with a capital (`S1`).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(value_type = String))]
// Most ids fit into the place that a `String` takes to point elsewhere: nothing is allocated for them.
pub struct Id(CompactString);

impl Id {
    /// The longest id that is accepted, in bytes.
    pub const MAX_LEN: usize = 64;

    /// `Some` when `text` is well-formed.
    pub fn new(text: &str) -> Option<Self> {
        Self::is_well_formed(text).then(|| Self(text.into()))
    }

    /// Whether `text` may be an id.
    pub fn is_well_formed(text: &str) -> bool {
        text.len() <= Self::MAX_LEN
            && text.split('-').all(|word| {
                !word.is_empty()
                    && word.bytes().enumerate().all(|(i, byte)| {
                        byte.is_ascii_lowercase()
                            || byte.is_ascii_digit()
                            || (i == 0 && byte.is_ascii_uppercase())
                    })
            })
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl Decode for Id {
    const NAME: &'static str = "an id, written as a string";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            cx.wrong_type(value, Self::NAME);
            return None;
        };
        let id = Self::new(text);
        if id.is_none() {
            let fault = check::malformed_id::fault(cx.file, value.span().into(), text);
            cx.report(fault);
        }
        id
    }

    fn schema(_: &mut Book) -> Value {
        let word = "[A-Za-z0-9][a-z0-9]*";
        json!({
            "type": "string",
            "pattern": format!("^{word}(-{word})*$"),
            "maxLength": Self::MAX_LEN,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words_joined_by_single_hyphens() {
        for good in ["cat-cow", "S1", "prone-y-t-i", "a1"] {
            assert!(Id::is_well_formed(good), "{good}");
        }
        for bad in [
            "",
            "-",
            "a--b",
            "-a",
            "a-",
            "a b",
            "aB",
            "é",
            "a_b",
            &"a".repeat(65),
        ] {
            assert!(!Id::is_well_formed(bad), "{bad}");
        }
    }
}
