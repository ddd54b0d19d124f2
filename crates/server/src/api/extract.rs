//! Taking a request apart, so that whatever is wrong with it is a problem that says where.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::MOST_BODY;
use crate::problem::{Kind, Outcome, Problem, not_found};
use crate::state::App;

/// How deep JSON may be nested.
const DEPTH: usize = 24;

/// A body of JSON.
#[derive(Debug)]
pub(crate) struct Json<T>(pub(crate) T);

/// The query of an address.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

/// The name in an address.
#[derive(Debug)]
pub(crate) struct Name(pub(crate) String);

/// The id in an address.
#[derive(Debug)]
pub(crate) struct Id(pub(crate) Uuid);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Outcome<Self> {
        is_of(&request, "application/json")?;
        let bytes = body(request, app, MOST_BODY).await?;
        read(&bytes).map(Self)
    }
}

/// The bytes of a body, at most so many.
pub(crate) async fn body(request: Request, app: &App, most: usize) -> Outcome<Bytes> {
    let too_large = || Problem::new(Kind::TooLarge, format!("{most} bytes are the most here"));
    // Who announces too much is told before it is sent.
    let announced = request.headers().get(CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > most as u64) {
        return Err(too_large());
    }
    Bytes::from_request(request, app)
        .await
        .map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                too_large()
            } else {
                Problem::new(Kind::Malformed, "the body did not arrive whole")
            }
        })
}

/// Whether a body says that it is of a media type, and sent as it is.
pub(crate) fn is_of(request: &Request, media: &str) -> Outcome<()> {
    if request.headers().contains_key(CONTENT_ENCODING) {
        let says = "send the body as it is, without a Content-Encoding";
        return Err(Problem::new(Kind::Media, says));
    }
    let said = request.headers().get(CONTENT_TYPE);
    let said = said.and_then(|said| said.to_str().ok()).unwrap_or_default();
    let kind = said.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case(media) {
        return Ok(());
    }
    let says = format!("send the body with the header Content-Type: {media}");
    Err(Problem::new(Kind::Media, says))
}

/// Reads JSON; what is wrong with it is told with its place.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Outcome<T> {
    if depth(bytes) > DEPTH {
        let says = format!("{DEPTH} levels of lists and objects are the most");
        return Err(Problem::new(Kind::TooDeep, says));
    }
    // Only an object is a request: a list would be read as one without its names.
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first.is_some_and(|first| *first != b'{') {
        return Err(Problem::new(Kind::Malformed, "the body is no JSON object"));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = pointer(error.path());
        let error = error.into_inner();
        if error.is_data() {
            fault_at(&path, &error.to_string())
        } else {
            Problem::new(Kind::Malformed, format!("the body is no JSON: {error}"))
        }
    })?;
    reader
        .end()
        .map_err(|error| Problem::new(Kind::Malformed, format!("the body is no JSON: {error}")))?;
    Ok(value)
}

/// How deep JSON is nested, strings aside.
fn depth(bytes: &[u8]) -> usize {
    let (mut deepest, mut depth, mut string, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if string => escaped = true,
            b'"' => string = !string,
            _ if string => {}
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// A path as a JSON pointer.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        let part = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => escaped(key),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.extend(part.chars().take(80));
    }
    pointer
}

/// A name as a part of a pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A fault of the JSON at a place, with the place of the very field.
pub(crate) fn fault_at(path: &str, fault: &str) -> Problem {
    // Where it is in the bytes is told better by the pointer.
    let fault = fault
        .rfind(" at line ")
        .map_or(fault, |at| fault.get(..at).unwrap_or(fault));
    // What is not there, or there twice, has no place of its own for the reader; what is unknown may have one.
    let named = |begins: &str| fault.strip_prefix(begins)?.split('`').next();
    let unknown = named("unknown field `");
    let field = named("missing field `")
        .or_else(|| named("duplicate field `"))
        .or(unknown.filter(|field| !path.ends_with(&format!("/{}", escaped(field)))));
    let path = match field {
        Some(field) => format!("{path}/{}", escaped(field)),
        None => path.to_owned(),
    };
    Problem::invalid(path, in_words(fault))
}

/// A fault in words for who does not know what the server is written in.
fn in_words(fault: &str) -> String {
    let (begins, expected) = match fault.rsplit_once(", expected ") {
        Some((begins, expected)) => (Some(begins), expected),
        None => (None, fault),
    };
    let whole = |most: u64| format!("a whole number from 0 to {most}");
    let words = match (begins, expected) {
        (Some(_), "u8") => whole(u8::MAX.into()),
        (Some(_), "u16") => whole(u16::MAX.into()),
        (Some(_), "u32") => whole(u32::MAX.into()),
        (Some(_), "u64" | "usize") => "a whole number from 0 on".to_owned(),
        (Some(_), "i32" | "i64") => "a whole number that is not too large".to_owned(),
        (Some(_), "f32" | "f64") => "a number".to_owned(),
        (Some(_), "a boolean") => "`true` or `false`".to_owned(),
        (
            None,
            "invalid digit found in string"
            | "cannot parse integer from empty string"
            | "number too large to fit in target type"
            | "number too small to fit in target type",
        ) => return "this has to be a whole number that makes sense here".to_owned(),
        (None, "invalid float literal" | "cannot parse float from empty string") => {
            return "this has to be a number".to_owned();
        }
        (None, "provided string was not `true` or `false`") => {
            return "this has to be `true` or `false`".to_owned();
        }
        _ => return fault.to_owned(),
    };
    format!("{}, expected {words}", begins.unwrap_or_default())
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Outcome<Self> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri).map_err(|rejection| {
            let says = rejection.body_text();
            let says = says
                .rsplit_once("query string: ")
                .map_or(&*says, |(_, rest)| rest);
            // It begins with the parameter where there is one.
            match says.split_once(": ") {
                Some((name, fault)) if !name.contains(' ') => {
                    Problem::invalid(name, in_words(fault))
                }
                _ => Problem::invalid("", says),
            }
        })?;
        Ok(Self(query.0))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Outcome<Self> {
        let name = axum::extract::Path::<String>::from_request_parts(parts, state).await;
        name.map(|name| Self(name.0))
            .map_err(|_| not_found("nothing has this name"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Outcome<Self> {
        let Name(name) = Name::from_request_parts(parts, state).await?;
        let id = name.parse().map_err(|_| not_found("an id is a UUID"))?;
        Ok(Self(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::Wishes;

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, kind, pointer, says) in [
            ("", Kind::Malformed, None, "The body is no JSON"),
            ("[5]", Kind::Malformed, None, "The body is no JSON object."),
            ("{", Kind::Malformed, None, "The body is no JSON: EOF"),
            ("{} {}", Kind::Malformed, None, "trailing characters"),
            (
                r#"{"minutes":-1}"#,
                Kind::Invalid,
                Some("/minutes"),
                "expected a whole number from 0 to 4294967295.",
            ),
            (
                r#"{"minutes":1,"minutes":2}"#,
                Kind::Invalid,
                Some("/minutes"),
                "Duplicate field `minutes`.",
            ),
            (
                r#"{"areas":[{"side":"left"}]}"#,
                Kind::Invalid,
                Some("/areas/0/area"),
                "Missing field `area`.",
            ),
            (
                r#"{"minute":5}"#,
                Kind::Invalid,
                Some("/minute"),
                "Unknown field `minute`",
            ),
            (
                r#"{"areas":[{"area":"neck"},{"area":5}]}"#,
                Kind::Invalid,
                Some("/areas/1/area"),
                "expected a string.",
            ),
        ] {
            let problem = read::<Wishes>(text.as_bytes()).unwrap_err();
            assert_eq!(problem.kind, kind, "{text}");
            assert_eq!(problem.pointer.as_deref(), pointer, "{text}");
            assert!(problem.detail.contains(says), "{text}: {}", problem.detail);
        }
        let deep = format!("{{\"areas\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
        assert_eq!(
            read::<Wishes>(deep.as_bytes()).unwrap_err().kind,
            Kind::TooDeep
        );
        let string = format!("{{\"goal\":\"{}\\\"[\"}}", "[".repeat(5000));
        assert!(read::<Wishes>(string.as_bytes()).is_ok());
    }
}
