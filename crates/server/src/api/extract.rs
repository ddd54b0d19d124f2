//! Taking a request apart, so that whatever is wrong with it is a problem that says where.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
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

/// Whether a body says that it is of a media type.
pub(crate) fn is_of(request: &Request, media: &str) -> Outcome<()> {
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
            Problem::invalid(path, without_place(&error.to_string()))
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
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1"),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.extend(part.chars().take(80));
    }
    pointer
}

/// A fault without where it is in the bytes: the pointer tells better.
fn without_place(fault: &str) -> &str {
    fault
        .rfind(" at line ")
        .map_or(fault, |at| fault.get(..at).unwrap_or(fault))
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
                Some((name, fault)) if !name.contains(' ') => Problem::invalid(name, fault),
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
                "expected u32.",
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
