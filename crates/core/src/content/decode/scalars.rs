//! How strings, numbers, dates, lists and optional values are read.

use jiff::civil::Date;
use serde_json::{Value, json};
use toml::Spanned;
use toml::de::DeValue;

use super::{Cx, Decode};
use crate::content::check;
use crate::content::schema::Book;
use crate::content::span::Sp;

impl Decode for String {
    const NAME: &'static str = "a string";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            cx.wrong_type(value, Self::NAME);
            return None;
        };
        if text.trim().is_empty() {
            let fault = check::empty::fault(cx.file, value.span().into(), "this string is empty");
            cx.report(fault);
            return None;
        }
        Some(text.to_string())
    }

    fn schema(_: &mut Book) -> Value {
        // As an empty one, a text of blanks alone says nothing.
        json!({ "type": "string", "pattern": "\\S" })
    }
}

impl Decode for bool {
    const NAME: &'static str = "true or false";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => {
                cx.wrong_type(value, Self::NAME);
                None
            }
        }
    }

    fn schema(_: &mut Book) -> Value {
        json!({ "type": "boolean" })
    }
}

impl Decode for u32 {
    const NAME: &'static str = "a whole number";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::Integer(number) = value.get_ref() else {
            cx.wrong_type(value, Self::NAME);
            return None;
        };
        let read = i128::from_str_radix(number.as_str(), number.radix()).ok();
        let small = read.and_then(|number| u32::try_from(number).ok());
        if small.is_none() {
            let fault =
                check::absurd_figure::out_of_range(cx.file, value.span().into(), number.as_str());
            cx.report(fault);
        }
        small
    }

    fn schema(_: &mut Book) -> Value {
        json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
    }
}

impl Decode for Date {
    const NAME: &'static str = "a date, written without quotes: 2026-01-31";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::Datetime(written) = value.get_ref() else {
            cx.wrong_type(value, Self::NAME);
            return None;
        };
        let date = written
            .date
            .filter(|_| written.time.is_none())
            .and_then(|date| {
                let year = i16::try_from(date.year).ok()?;
                let month = i8::try_from(date.month).ok()?;
                Date::new(year, month, i8::try_from(date.day).ok()?).ok()
            });
        if date.is_none() {
            cx.wrong_type(value, Self::NAME);
        }
        date
    }

    fn schema(_: &mut Book) -> Value {
        // JSON has no dates: a date of TOML arrives as a string.
        json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}

impl<T: Decode> Decode for Option<T> {
    const NAME: &'static str = T::NAME;

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        T::decode(value, cx).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn schema(book: &mut Book) -> Value {
        T::schema(book)
    }

    fn kind() -> String {
        T::kind()
    }
}

impl<T: Decode> Decode for Vec<T> {
    const NAME: &'static str = "a list";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            cx.wrong_type(value, Self::NAME);
            return None;
        };
        let read: Vec<Option<T>> = items.iter().map(|item| T::decode(item, cx)).collect();
        read.into_iter().collect()
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn schema(book: &mut Book) -> Value {
        json!({ "type": "array", "items": T::schema(book) })
    }

    fn kind() -> String {
        format!("a list, each {}", T::kind())
    }
}

impl<T: Decode> Decode for Sp<T> {
    const NAME: &'static str = T::NAME;

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let span = value.span().into();
        T::decode(value, cx).map(|value| Self { value, span })
    }

    fn absent() -> Option<Self> {
        T::absent().map(|value| Self {
            value,
            span: Default::default(),
        })
    }

    fn schema(book: &mut Book) -> Value {
        T::schema(book)
    }

    fn kind() -> String {
        T::kind()
    }
}
