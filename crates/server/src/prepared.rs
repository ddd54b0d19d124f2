//! Answers that do not change while the process runs: bytes, compressed once, with a strong tag.

use std::io::Write as _;
use std::sync::OnceLock;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::unpacked::Unpacked;

/// May be kept for ever: the name holds the hash.
pub const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// May be kept, and is asked about again each time.
pub const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// What less than so many bytes would save is not worth a header.
const WORTH: usize = 64;

/// An answer that does not change, in every encoding it is worth.
#[derive(Debug, Clone)]
pub struct Prepared {
    media: HeaderValue,
    cache: HeaderValue,
    vary: Option<HeaderValue>,
    policy: Option<HeaderValue>,
    /// As it is, in Brotli, in gzip.
    plain: Variant,
    brotli: Option<Variant>,
    gzip: Option<Variant>,
    /// How many plain bytes there were, when they are not kept: they are unpacked for the few who ask for them.
    packed: Option<usize>,
}

/// An answer in one encoding, with a tag of its own: a strong tag names bytes.
#[derive(Debug, Clone)]
struct Variant {
    tag: HeaderValue,
    bytes: Bytes,
    /// All headers of the whole answer, put together when it is first handed out.
    headers: OnceLock<HeaderMap>,
}

/// The encodings that a client takes, by its `Accept-Encoding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Takes {
    brotli: bool,
    gzip: bool,
}

impl Prepared {
    /// Compresses an answer of the media type `media`, unless it is a packed picture. With gzip: Brotli would
    /// save a tenth more, and take megabytes while it does. What is known when the program is built has both.
    pub fn new(media: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let packs = !matches!(media, "image/png" | "font/woff2");
        let gzip = packs.then(|| gzip(&bytes)).flatten();
        Self::of(media, &hash(&bytes), bytes, None, gzip)
    }

    /// The same for what is large and compresses well: it is kept in one encoding alone.
    pub(crate) fn large(media: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let gzip = gzip(&bytes);
        let mut prepared = Self::of(media, &hash(&bytes), bytes, None, gzip);
        if prepared.gzip.is_some() {
            prepared.packed = Some(prepared.plain.bytes.len());
            prepared.plain.bytes = Bytes::new();
        }
        prepared
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
            headers: OnceLock::new(),
        };
        Self {
            media: HeaderValue::from_static(media),
            cache: ASK_AGAIN,
            vary: None,
            policy: None,
            plain: variant(plain, ""),
            brotli: brotli.map(|bytes| variant(bytes, "-br")),
            gzip: gzip.map(|bytes| variant(bytes, "-gz")),
            packed: None,
        }
    }

    /// The same with another `Cache-Control`.
    #[must_use]
    pub fn cached(mut self, cache: HeaderValue) -> Self {
        self.cache = cache;
        self
    }

    /// The same for who chose this theme: a cookie says so.
    #[must_use]
    pub(crate) fn by_theme(mut self) -> Self {
        self.vary = Some(HeaderValue::from_static("accept-encoding, cookie"));
        self
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

    /// The answer to a request with these headers: the bytes in an encoding that the client takes, or 304
    /// when it has them.
    pub fn answer(&self, request: &HeaderMap) -> Response {
        let (variant, encoding) = self.variant(request);
        if self.is_known(request) {
            return self.not_modified(variant);
        }
        let mut response = Response::new(self.body(variant, encoding));
        *response.headers_mut() = self.headers(variant, encoding);
        response
    }

    /// The same with the headers that every answer carries, which `put_on` puts on. They are put together once.
    pub(crate) fn answer_with(&self, request: &HeaderMap, put_on: fn(&mut HeaderMap)) -> Response {
        let (variant, encoding) = self.variant(request);
        if self.is_known(request) {
            let mut response = self.not_modified(variant);
            put_on(response.headers_mut());
            return response;
        }
        let headers = variant.headers.get_or_init(|| {
            let mut headers = self.headers(variant, encoding);
            put_on(&mut headers);
            headers
        });
        let mut response = Response::new(self.body(variant, encoding));
        *response.headers_mut() = headers.clone();
        response
    }

    /// The body with a variant.
    fn body(&self, variant: &Variant, encoding: Option<&'static str>) -> Body {
        match (&self.gzip, self.packed) {
            (Some(gzip), Some(length)) if encoding.is_none() => {
                Body::new(Unpacked::new(gzip.bytes.clone(), length))
            }
            _ => Body::from(variant.bytes.clone()),
        }
    }

    /// The bytes in an encoding that the client takes, and which that is.
    fn variant(&self, request: &HeaderMap) -> (&Variant, Option<&'static str>) {
        let takes = Takes::of(request);
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if takes.brotli => (brotli, Some("br")),
            (_, Some(gzip)) if takes.gzip => (gzip, Some("gzip")),
            _ => (&self.plain, None),
        }
    }

    /// The headers of a whole answer.
    fn headers(&self, variant: &Variant, encoding: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(16);
        self.put_on_any(variant, &mut headers);
        headers.insert(CONTENT_TYPE, self.media.clone());
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        headers
    }

    /// What is said to who has it.
    fn not_modified(&self, variant: &Variant) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        self.put_on_any(variant, response.headers_mut());
        response
    }

    /// What a whole answer and one without bytes have in common.
    fn put_on_any(&self, variant: &Variant, headers: &mut HeaderMap) {
        headers.insert(ETAG, variant.tag.clone());
        headers.insert(CACHE_CONTROL, self.cache.clone());
        if let Some(vary) = &self.vary {
            headers.insert(VARY, vary.clone());
        } else if self.brotli.is_some() || self.gzip.is_some() {
            headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        if let Some(policy) = &self.policy {
            headers.insert(CONTENT_SECURITY_POLICY, policy.clone());
        }
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

fn hash(bytes: &Bytes) -> String {
    let digest = Sha256::digest(bytes);
    let digits = digest.iter().take(8).map(|byte| format!("{byte:02x}"));
    digits.collect()
}

fn worth(packed: Vec<u8>, bytes: &Bytes) -> Option<Bytes> {
    (packed.len() + WORTH < bytes.len()).then(|| Bytes::from(packed))
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
        let text = Bytes::from("loosen ".repeat(200));
        let packed = |bytes: &'static [u8]| Some(Bytes::from_static(bytes));
        let prepared = Prepared::of("text/plain", "abc", text, packed(b"br"), packed(b"gz"));
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

    #[tokio::test]
    async fn what_is_large_is_kept_packed_and_handed_out_whole() {
        use http_body_util::BodyExt as _;
        use std::io::Read as _;
        let unpack = |bytes: &Bytes| {
            let mut plain = Vec::new();
            let mut packed = flate2::read::GzDecoder::new(bytes.as_ref());
            packed.read_to_end(&mut plain).unwrap();
            plain
        };
        // Longer than a piece, and no whole number of them.
        let text = "loosen ".repeat(9001);
        let large = Prepared::large("image/svg+xml", text.clone());
        assert!(large.weight() < text.len() / 2);
        let mut tags = Vec::new();
        for (takes, gives) in [("br", None), ("gzip, br", Some("gzip"))] {
            let response = large.answer(&headers(&[("accept-encoding", takes)]));
            let given = response.headers().get(CONTENT_ENCODING);
            assert_eq!(given.map(|one| one.to_str().unwrap()), gives);
            assert_eq!(response.headers()[VARY], "accept-encoding");
            tags.push(response.headers()[ETAG].clone());
            let body = response.into_body();
            let told = axum::body::HttpBody::size_hint(&body).exact();
            let bytes = body.collect().await.unwrap().to_bytes();
            assert_eq!(told, Some(bytes.len() as u64));
            let plain = if gives.is_some() {
                unpack(&bytes)
            } else {
                bytes.to_vec()
            };
            assert_eq!(plain, text.as_bytes());
        }
        assert_ne!(tags[0], tags[1]);
        let small = Prepared::large("image/svg+xml", "loosen");
        assert_eq!(small.answer(&HeaderMap::new()).headers().get(VARY), None);
    }

    #[test]
    fn who_has_it_is_told_so() {
        let prepared = Prepared::new("text/plain", "loosen ".repeat(200));
        let tag = prepared.answer(&HeaderMap::new()).headers()[ETAG].clone();
        let mut asks = headers(&[("accept-encoding", "gzip")]);
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
