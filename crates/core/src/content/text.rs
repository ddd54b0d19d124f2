//! Texts of the content.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};
use serde_json::Value;
use toml::Spanned;
use toml::de::DeValue;

use super::decode::{Cx, Decode};
use super::schema::Book;

/// A text that an author wrote.
///
/// The embedded set is a part of the program, so its texts need not be copied to be read: they stay where they
/// are. That is why a text is only read from what lasts as long as the program (`'de: 'static`).
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Cow<'static, str>);

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0.into_owned()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Text
where
    'de: 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader
        where
            'de: 'static,
        {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text, E> {
                Ok(text.into())
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                Ok(text.to_owned().into())
            }
        }

        deserializer.deserialize_str(Reader)
    }
}

impl Decode for Text {
    const NAME: &'static str = String::NAME;

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        String::decode(value, cx).map(Self::from)
    }

    fn schema(book: &mut Book) -> Value {
        String::schema(book)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embedded_text_is_not_copied() {
        let written: &'static str = "\"roll your shoulders\"";
        let text: Text = serde_json::from_str(written).unwrap();
        assert_eq!(text.as_ptr(), written[1..].as_ptr());
        assert_eq!(text, "roll your shoulders");
        // What is escaped has to be made anew.
        let text: Text = serde_json::from_str("\"a\\nb\"").unwrap();
        assert_eq!(text, "a\nb");
        assert_eq!(serde_json::to_string(&text).unwrap(), "\"a\\nb\"");
    }
}
