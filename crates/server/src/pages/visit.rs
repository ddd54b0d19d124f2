//! What a request brings: where it comes from, what it asks, and how the person wants things to look.

use std::convert::Infallible;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HOST};
use axum::http::request::Parts;

use super::form::Fields;
use super::frame::{Frame, Here, Theme};
use crate::problem::{Kind, Problem};
use crate::state::App;

/// The cookie that keeps the choice of light and dark; there is no other.
pub(crate) const THEME_COOKIE: &str = "theme";
/// The largest form, in bytes: a profile with everything ticked is a tenth of it.
const MOST_BYTES: usize = 64 * 1024;

/// What a request brings.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// What everything works with.
    pub(crate) app: App,
    /// The query.
    pub(crate) query: Fields,
    /// How things look.
    pub(crate) theme: Theme,
    /// The name and port that it asked under.
    pub(crate) host: String,
}

impl Visit {
    /// What stands around a page.
    pub(crate) fn frame(&self, title: impl Into<String>, here: Here) -> Frame {
        Frame::new(title, here, self.theme)
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
        Ok(Self {
            app: app.clone(),
            query: Fields::read(parts.uri.query().unwrap_or_default()),
            theme: theme(&parts.headers),
            host: host.unwrap_or_default().to_owned(),
        })
    }
}

/// How the person wants things to look, as their browser keeps it.
pub(crate) fn theme(headers: &HeaderMap) -> Theme {
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|one| one.to_str().ok());
    let mut pairs = cookies
        .flat_map(|one| one.split(';'))
        .filter_map(|one| one.trim().split_once('='));
    let found = pairs.find(|(name, _)| *name == THEME_COOKIE);
    found
        .and_then(|(_, word)| Theme::from_word(word))
        .unwrap_or_default()
}

/// A form that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Form(pub(crate) Fields);

impl FromRequest<App> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let bytes = Bytes::from_request(request, app)
            .await
            .map_err(|_| Problem::new(Kind::Malformed, "the form did not arrive whole"))?;
        if bytes.len() > MOST_BYTES {
            return Err(Problem::new(
                Kind::TooLarge,
                "no form here is as large as that",
            ));
        }
        Ok(Self(Fields::read(&String::from_utf8_lossy(&bytes))))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_theme_is_read_out_of_cookies() {
        for (text, expected) in [
            ("", Theme::Auto),
            ("theme=dark", Theme::Dark),
            ("a=b; theme=light;c", Theme::Light),
            ("theme=neon", Theme::Auto),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_static(text));
            assert_eq!(theme(&headers), expected, "{text}");
        }
        assert_eq!(theme(&HeaderMap::new()), Theme::Auto);
    }
}
