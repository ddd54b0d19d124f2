//! Answers that do not change while the process runs: bytes, compressed once, with a strong tag.

use std::io::Write as _;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use sha2::{Digest as _, Sha256};

/// May be kept for ever: the name holds the hash.
pub const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// May be kept, and is asked about again each time.
pub const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// What less than so many bytes would save is not worth a header.
const WORTH: usize = 64;
/// How hard an answer is compressed that is made while somebody waits: most of the gain, a few ms.
const QUALITY: i32 = 6;

/// An answer that does not change, in every encoding it is worth.
#[derive(Debug, Clone)]
pub struct Prepared {
    media: HeaderValue,
    cache: HeaderValue,
    policy: Option<HeaderValue>,
    /// As it is, in Brotli, in gzip.
    plain: Variant,
    brotli: Option<Variant>,
    gzip: Option<Variant>,
}

/// An answer in one encoding, with a tag of its own: a strong tag names bytes.
#[derive(Debug, Clone)]
struct Variant {
    tag: HeaderValue,
    bytes: Bytes,
}

/// The encodings that a client takes, by its `Accept-Encoding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Takes {
    brotli: bool,
    gzip: bool,
}

impl Prepared {
    /// Compresses an answer of the media type `media`, unless it is a packed picture.
    pub fn new(media: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let digest = Sha256::digest(&bytes);
        let hash: String = digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let packs = !matches!(media, "image/png" | "font/woff2");
        let brotli = packs.then(|| brotli(&bytes)).flatten();
        let gzip = packs.then(|| gzip(&bytes)).flatten();
        Self::of(media, &hash, bytes, brotli, gzip)
    }

    /// An answer that is compressed already. `hash` stands for the bytes.
    pub fn of(
        media: &'static str,
        hash: &str,
        plain: Bytes,
        brotli: Option<Bytes>,
        gzip: Option<Bytes>,
    ) -> Self {
        let variant = |bytes, ending| Variant {
            // A hash is of digits and letters only.
            tag: HeaderValue::from_str(&format!("\"{hash}{ending}\""))
                .unwrap_or(HeaderValue::from_static("\"\"")),
            bytes,
        };
        Self {
            media: HeaderValue::from_static(media),
            cache: ASK_AGAIN,
            policy: None,
            plain: variant(plain, ""),
            brotli: brotli.map(|bytes| variant(bytes, "-br")),
            gzip: gzip.map(|bytes| variant(bytes, "-gz")),
        }
    }

    /// The same with another `Cache-Control`.
    #[must_use]
    pub fn cached(mut self, cache: HeaderValue) -> Self {
        self.cache = cache;
        self
    }

    /// The same for one person: not kept anywhere.
    #[must_use]
    pub fn private(self) -> Self {
        self.cached(HeaderValue::from_static("no-store"))
    }

    /// The same with a `Content-Security-Policy` of its own.
    #[must_use]
    pub fn with_policy(mut self, policy: &'static str) -> Self {
        self.policy = Some(HeaderValue::from_static(policy));
        self
    }

    /// How many bytes it takes, in all encodings.
    pub(crate) fn weight(&self) -> usize {
        let variants = [Some(&self.plain), self.brotli.as_ref(), self.gzip.as_ref()];
        variants
            .iter()
            .flatten()
            .map(|one| one.bytes.len() + 200)
            .sum()
    }

    /// The bytes as they are.
    pub fn plain(&self) -> &Bytes {
        &self.plain.bytes
    }

    /// The answer to a request with these headers: the bytes in an encoding that the client takes, or 304
    /// when it has them.
    pub fn answer(&self, request: &HeaderMap) -> Response {
        let takes = Takes::of(request);
        let (variant, encoding) = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if takes.brotli => (brotli, Some("br")),
            (_, Some(gzip)) if takes.gzip => (gzip, Some("gzip")),
            _ => (&self.plain, None),
        };
        let known = self.is_known(request);
        let mut response = Response::new(if known {
            Body::empty()
        } else {
            Body::from(variant.bytes.clone())
        });
        let headers = response.headers_mut();
        headers.insert(ETAG, variant.tag.clone());
        headers.insert(CACHE_CONTROL, self.cache.clone());
        if self.brotli.is_some() || self.gzip.is_some() {
            headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        if let Some(policy) = &self.policy {
            headers.insert(CONTENT_SECURITY_POLICY, policy.clone());
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(CONTENT_TYPE, self.media.clone());
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }

    /// Whether the client has one of the variants: all of them are the same to it.
    fn is_known(&self, request: &HeaderMap) -> bool {
        let variants = [Some(&self.plain), self.brotli.as_ref(), self.gzip.as_ref()];
        request.get_all(IF_NONE_MATCH).iter().any(|value| {
            let Ok(value) = value.to_str() else {
                return false;
            };
            value.split(',').map(str::trim).any(|tag| {
                let tag = tag.strip_prefix("W/").unwrap_or(tag);
                tag == "*" || variants.iter().flatten().any(|own| own.tag == tag)
            })
        })
    }
}

impl Takes {
    fn of(request: &HeaderMap) -> Self {
        let mut takes = Self::default();
        for value in request.get_all(ACCEPT_ENCODING) {
            for part in value.to_str().unwrap_or_default().split(',') {
                let mut words = part.split(';').map(str::trim);
                let name = words.next().unwrap_or_default();
                let weight = words.find_map(|word| word.strip_prefix("q="));
                let wanted = weight.is_none_or(|q| q.parse::<f32>().is_ok_and(|q| q > 0.0));
                match name {
                    "br" => takes.brotli = wanted,
                    "gzip" => takes.gzip = wanted,
                    _ => {}
                }
            }
        }
        takes
    }
}

fn worth(packed: Vec<u8>, bytes: &Bytes) -> Option<Bytes> {
    (packed.len() + WORTH < bytes.len()).then(|| Bytes::from(packed))
}

fn brotli(bytes: &Bytes) -> Option<Bytes> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes.as_ref(), &mut packed, &params).ok()?;
    worth(packed, bytes)
}

fn gzip(bytes: &Bytes) -> Option<Bytes> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).ok()?;
    worth(writer.finish().ok()?, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter().map(|&(name, value)| {
            (
                axum::http::HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        pairs.collect()
    }

    #[test]
    fn a_client_gets_an_encoding_that_it_takes() {
        let prepared = Prepared::new("text/plain", "loosen ".repeat(200));
        for (takes, gives) in [
            ("", None),
            ("br", Some("br")),
            ("gzip, deflate, br", Some("br")),
            ("gzip;q=1.0, br;q=0", Some("gzip")),
            ("identity", None),
            ("gzip;q=x", None),
        ] {
            let response = prepared.answer(&headers(&[("accept-encoding", takes)]));
            let given = response.headers().get(CONTENT_ENCODING);
            assert_eq!(given.map(|one| one.to_str().unwrap()), gives, "{takes}");
        }
        let small = Prepared::new("text/plain", "loosen");
        let response = small.answer(&headers(&[("accept-encoding", "br")]));
        assert_eq!(response.headers().get(CONTENT_ENCODING), None);
        assert_eq!(response.headers().get(VARY), None);
    }

    #[test]
    fn who_has_it_is_told_so() {
        let prepared = Prepared::new("text/plain", "loosen ".repeat(200));
        let tag = prepared.answer(&HeaderMap::new()).headers()[ETAG].clone();
        let mut asks = headers(&[("accept-encoding", "br")]);
        for known in ["*", "W/\"x\", *", tag.to_str().unwrap()] {
            asks.insert(IF_NONE_MATCH, HeaderValue::from_str(known).unwrap());
            let response = prepared.answer(&asks);
            assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{known}");
            assert_ne!(response.headers()[ETAG], tag);
        }
        asks.insert(IF_NONE_MATCH, HeaderValue::from_static("\"other\""));
        assert_eq!(prepared.answer(&asks).status(), StatusCode::OK);
    }
}
