//! Who asks: this server's own pages and programs on this machine, or a page of somebody else's.
//!
//! A browser lets any website send requests to 127.0.0.1. Two things keep such a website out. It cannot
//! make its own name lead here, because the `Host` has to be one of ours (DNS rebinding). And it cannot
//! change anything, because a browser says where a request comes from, and only our own pages may send one
//! that is not safe. It cannot read answers either: none allows another origin to.

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, Request};

use crate::problem::{Kind, Outcome, Problem};

/// The names that this machine has for itself.
const NAMES: &[&str] = &["127.0.0.1", "localhost", "[::1]"];
/// The port that is left out of a `Host`.
const HTTP: u16 = 80;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether a request may be answered on `port`.
pub(super) fn check<B>(request: &Request<B>, port: u16) -> Outcome<()> {
    let headers = request.headers();
    let hosts = headers.get_all(HOST).iter().count();
    let host = text(headers, &HOST).filter(|_| hosts == 1);
    let host = host.filter(|host| is_ours(host, port));
    // An address that is written out in full goes before the header.
    let named = request.uri().authority();
    let named_ours = named.is_none_or(|named| is_ours(named.as_str(), port));
    let (Some(host), true) = (host, named_ours) else {
        let says = format!("ask for http://127.0.0.1:{port}");
        return Err(Problem::new(Kind::WrongHost, says));
    };
    if request.method().is_safe() {
        return Ok(());
    }
    let refused = || {
        let says = "only this server's own pages may change something";
        Err(Problem::new(Kind::CrossSite, says))
    };
    if headers.contains_key(SEC_FETCH_SITE)
        && !matches!(text(headers, &SEC_FETCH_SITE), Some("same-origin" | "none"))
    {
        return refused();
    }
    if headers.contains_key(ORIGIN) {
        let origin = text(headers, &ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
        if !origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host)) {
            return refused();
        }
    }
    Ok(())
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// Whether a host with its port is a name of this machine and the port that is listened on.
fn is_ours(host: &str, port: u16) -> bool {
    NAMES.iter().any(|name| {
        let Some(start) = host.get(..name.len()) else {
            return false;
        };
        if !start.eq_ignore_ascii_case(name) {
            return false;
        }
        match host.get(name.len()..).unwrap_or_default() {
            "" => port == HTTP,
            rest => rest
                .strip_prefix(':')
                .is_some_and(|rest| is_port(rest, port)),
        }
    })
}

/// Whether this is how the port is written.
fn is_port(text: &str, port: u16) -> bool {
    let plain = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    plain && text.parse() == Ok(port)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn asked(method: &str, uri: &str, headers: &[(&str, &str)]) -> Outcome<()> {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        check(&request.body(Body::empty()).unwrap(), 7171)
    }

    #[test]
    fn only_names_of_this_machine_are_answered_to() {
        for host in [
            "127.0.0.1:7171",
            "localhost:7171",
            "LOCALHOST:7171",
            "[::1]:7171",
        ] {
            assert_eq!(asked("GET", "/", &[("host", host)]), Ok(()), "{host}");
        }
        for host in [
            "",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost:7172",
            "evil.example:7171",
            "localhost.:7171",
            "localhost.evil.example:7171",
            "evil.example@127.0.0.1:7171",
            "127.0.0.1:7171:7171",
            "127.0.0.1:07171",
            "[::1]",
            "0.0.0.0:7171",
            "127.0.0.2:7171",
        ] {
            let refused = asked("GET", "/", &[("host", host)]).unwrap_err();
            assert_eq!(refused.kind, Kind::WrongHost, "{host}");
        }
        assert!(asked("GET", "/", &[]).is_err());
        let twice = [("host", "127.0.0.1:7171"), ("host", "127.0.0.1:7171")];
        assert!(asked("GET", "/", &twice).is_err());
        let own = [("host", "127.0.0.1:7171")];
        assert!(asked("GET", "http://evil.example/", &own).is_err());
        assert!(asked("GET", "http://127.0.0.1:7171/", &own).is_ok());
    }

    #[test]
    fn only_own_pages_change_something() {
        let post = |more: &[(&str, &str)]| {
            let mut headers = vec![("host", "localhost:7171")];
            headers.extend_from_slice(more);
            asked("POST", "/", &headers).is_ok()
        };
        assert!(post(&[]));
        assert!(post(&[
            ("origin", "http://localhost:7171"),
            ("sec-fetch-site", "same-origin")
        ]));
        for (name, value) in [
            ("origin", "null"),
            ("origin", "http://evil.example"),
            ("origin", "https://localhost:7171"),
            ("origin", "http://localhost:8080"),
            ("origin", "http://127.0.0.1:7171"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            assert!(!post(&[(name, value)]), "{name}: {value}");
        }
        let cross = [("host", "localhost:7171"), ("sec-fetch-site", "cross-site")];
        assert!(asked("GET", "/", &cross).is_ok());
        for method in ["PUT", "DELETE", "PATCH", "WHATEVER"] {
            assert!(asked(method, "/", &cross).is_err());
        }
    }
}
