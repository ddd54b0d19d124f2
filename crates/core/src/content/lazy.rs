//! What is read from the embedded set when it is first asked for.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;
use toml::Spanned;
use toml::de::DeValue;

use super::decode::{Cx, Decode};
use super::schema::Book;

/// A value that is there, or lies in the embedded set and is read at most once, by whoever asks first.
///
/// A command lists the techniques, or asks the safety check, and is over: it does not wait for the figures, nor for
/// every sentence of every step. Written down it is its own bytes in postcard, so that it can be passed over.
#[derive(Clone)]
pub struct Lazy<T> {
    value: OnceLock<T>,
    written: Option<Written<T>>,
}

/// Where a value lies, and how it is read.
struct Written<T> {
    bytes: &'static [u8],
    read: fn(&'static [u8]) -> T,
}

impl<T> Clone for Written<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Written<T> {}

impl<T: Deserialize<'static>> Lazy<T> {
    /// What `bytes` say, in postcard.
    ///
    /// It panics when it is asked for and they say nothing: they are a part of the program, which the same
    /// types wrote when it was built.
    pub fn written(bytes: &'static [u8]) -> Self {
        Self {
            value: OnceLock::new(),
            written: Some(Written { bytes, read }),
        }
    }
}

fn read<T: Deserialize<'static>>(bytes: &'static [u8]) -> T {
    match postcard::from_bytes(bytes) {
        Ok(value) => value,
        Err(error) => unreachable!("the embedded set was written by other types: {error}"),
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self {
            value: OnceLock::from(value),
            written: None,
        }
    }
}

impl<T> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| match &self.written {
            Some(written) => (written.read)(written.bytes),
            None => unreachable!("what is not written is there"),
        })
    }
}

impl<T> DerefMut for Lazy<T> {
    fn deref_mut(&mut self) -> &mut T {
        let _: &T = self;
        match self.value.get_mut() {
            Some(value) => value,
            None => unreachable!("it was just read"),
        }
    }
}

impl<'a, T> IntoIterator for &'a Lazy<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

impl<T: PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Serialize> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = postcard::to_stdvec(&**self).map_err(S::Error::custom)?;
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de, T: Deserialize<'static>> Deserialize<'de> for Lazy<T>
where
    'de: 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(Reader(PhantomData))
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Deserialize<'static>> Visitor<'de> for Reader<T>
where
    'de: 'static,
{
    type Value = Lazy<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes of the embedded set")
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Lazy<T>, E> {
        Ok(Lazy::written(bytes))
    }
}

impl<T: Decode> Decode for Lazy<T> {
    const NAME: &'static str = T::NAME;

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        T::decode(value, cx).map(Self::from)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::from)
    }

    fn schema(book: &mut Book) -> Value {
        T::schema(book)
    }

    fn kind() -> String {
        T::kind()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// Counts how often it is read.
    #[derive(Debug, Clone, PartialEq)]
    struct Counted(u32);

    static READ: AtomicU32 = AtomicU32::new(0);

    impl Serialize for Counted {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for Counted {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            READ.fetch_add(1, Ordering::Relaxed);
            u32::deserialize(deserializer).map(Self)
        }
    }

    #[test]
    fn a_value_is_read_once_when_it_is_asked_for() {
        let whole = (Lazy::from(Counted(700)), 5_u8);
        let bytes = postcard::to_stdvec(&whole).unwrap().leak();
        let (lazy, after): (Lazy<Counted>, u8) = postcard::from_bytes(bytes).unwrap();
        assert_eq!((READ.load(Ordering::Relaxed), after), (0, 5));
        assert_eq!(*lazy, Counted(700));
        assert_eq!(lazy.0, 700);
        assert_eq!(READ.load(Ordering::Relaxed), 1);

        let mut changed = lazy.clone();
        changed.0 = 8;
        assert_ne!(changed, lazy);
        assert_eq!(READ.load(Ordering::Relaxed), 1, "a clone is read already");
    }

    #[test]
    fn what_was_not_read_can_be_changed() {
        let mut lazy: Lazy<Vec<u8>> = Lazy::written(&[2, 7, 9]);
        lazy.push(11);
        assert_eq!(*lazy, [7, 9, 11]);
    }
}
