//! Opaque cursors: where the next page of a list begins.

use axum::http::HeaderValue;
use axum::http::header::LINK;
use axum::response::Response;
use unhunch_core::journal::Cursor;

use crate::problem::{Outcome, Problem};

/// The longest cursor that is read, in letters.
const LONGEST: usize = 400;
/// How many are on a page without a word.
pub(crate) const USUAL: usize = 50;
/// How many are on a page at most.
pub(crate) const MOST: usize = 200;

/// A place as a cursor.
pub(crate) fn write(place: &str) -> String {
    place.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// The place that a cursor stands for.
///
/// # Errors
///
/// For what is no cursor of ours.
pub(crate) fn read(cursor: &str) -> Outcome<String> {
    if cursor.len() > LONGEST || cursor.is_empty() || !cursor.len().is_multiple_of(2) {
        return Err(bad());
    }
    let bytes = cursor.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok()
    });
    let bytes = bytes.collect::<Option<Vec<u8>>>().ok_or_else(bad)?;
    String::from_utf8(bytes).map_err(|_| bad())
}

/// A place in the journal as a cursor.
pub(crate) fn write_place(place: &Cursor) -> String {
    write(&format!("{}.{}", place.at_ms, place.id))
}

/// The place in the journal that a cursor stands for.
///
/// # Errors
///
/// As [`read`].
pub(crate) fn read_place(cursor: &str) -> Outcome<Cursor> {
    let place = read(cursor)?;
    let read = place.split_once('.').and_then(|(at_ms, id)| {
        Some(Cursor {
            at_ms: at_ms.parse().ok()?,
            id: id.parse().ok()?,
        })
    });
    read.ok_or_else(bad)
}

/// What is said of anything else.
pub(crate) fn bad() -> Problem {
    Problem::invalid("cursor", "this is no cursor that was given out here")
}

/// How many are asked for.
///
/// # Errors
///
/// For none, and for too many.
pub(crate) fn limit(limit: Option<usize>) -> Outcome<usize> {
    let limit = limit.unwrap_or(USUAL);
    if (1..=MOST).contains(&limit) {
        return Ok(limit);
    }
    let says = format!("a page has 1 to {MOST}");
    Err(Problem::invalid("limit", says))
}

/// Says in the answer where the next page is: the address asked for, with another cursor.
pub(crate) fn link(
    mut response: Response,
    path: &str,
    query: &str,
    next: Option<&str>,
) -> Response {
    if let Some(next) = next {
        let kept = query
            .split('&')
            .filter(|part| !part.is_empty() && !part.starts_with("cursor="));
        let mut parts: Vec<&str> = kept.collect();
        let cursor = format!("cursor={next}");
        parts.push(&cursor);
        let link = format!("<{path}?{}>; rel=\"next\"", parts.join("&"));
        if let Ok(value) = HeaderValue::from_str(&link) {
            response.headers_mut().insert(LINK, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_was() {
        for place in ["neck-roll", "1772438400000.0190f3c8", "ü"] {
            assert_eq!(read(&write(place)).unwrap(), place);
        }
        for bad in ["", "a", "zz", "ff", &"00".repeat(300)] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_next_page_is_asked_for_alike() {
        let response = link(
            Response::default(),
            "/x",
            "area=neck&cursor=00&limit=2",
            Some("ab"),
        );
        assert_eq!(
            response.headers()[LINK],
            "</x?area=neck&limit=2&cursor=ab>; rel=\"next\""
        );
        assert!(
            link(Response::default(), "/x", "", None)
                .headers()
                .is_empty()
        );
    }
}
