//! What went wrong, as `application/problem+json` (RFC 9457). Each kind has a stable type, and a page that
//! explains it.

use axum::extract::OriginalUri;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use unhunch_core::journal;
use unhunch_core::phrase::sentence;
use utoipa::ToSchema;

/// The media type of problems.
pub const MEDIA: &str = "application/problem+json";

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal, $status:ident, $title:literal, $help:literal;)+) => {
        /// The kinds of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Kind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its stable word, the last part of its type.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// The status that it is answered with.
            pub fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status,)+ }
            }

            /// What it is, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// What it means and what to do, in a few sentences.
            pub fn help(self) -> &'static str {
                match self { $(Self::$name => $help,)+ }
            }
        }
    };
}

kinds! {
    /// The body is no JSON, or the request no HTTP that makes sense.
    Malformed = "malformed", BAD_REQUEST, "The request cannot be read",
        "The body is not JSON, or a header or the address does not make sense. The detail says where. Send JSON in UTF-8, without a byte order mark.";
    /// JSON within JSON within JSON.
    TooDeep = "too-deep", BAD_REQUEST, "The JSON is nested too deeply",
        "No request needs more than a few levels of lists and objects. Send it as the reference describes it.";
    /// Another website asks.
    CrossSite = "cross-site", FORBIDDEN, "Another website may not ask for this",
        "What changes something is only taken from this server's own pages, and from programs that are no browser. A page of another origin was asking.";
    /// The safety check leaves no routine.
    NotCleared = "not-cleared", FORBIDDEN, "The safety check leaves no routine",
        "The answers to Before you start ask for help or a doctor first, so nothing is planned or played. Answer the check again when that has changed.";
    /// There is nothing here.
    NotFound = "not-found", NOT_FOUND, "There is nothing here",
        "The address leads nowhere, or what it names is not in the content or the journal.";
    /// Not with this method.
    Method = "method-not-allowed", METHOD_NOT_ALLOWED, "It cannot be asked like this",
        "The address is there, but not for this method. The header Allow names those that it takes.";
    /// It took too long to arrive.
    Slow = "too-slow", REQUEST_TIMEOUT, "The request took too long to arrive",
        "The whole request has to arrive within some seconds. Send it again.";
    /// The safety check comes first.
    CheckDue = "check-due", CONFLICT, "Before you start comes first",
        "Before anything is planned or played the safety check has to be answered. GET /api/v1/safety says which form is due and why; POST the answers there.";
    /// Something is in the way of what was asked.
    Conflict = "conflict", CONFLICT, "It does not go with what is there",
        "An entry with the same id says something else, or the session is over. Entries are never changed: send new ones under new ids.";
    /// Somebody else plays the session.
    PlayedElsewhere = "played-elsewhere", CONFLICT, "The session is being played elsewhere",
        "Another window or terminal plays this session. Finish it there, or stop it there and go on here.";
    /// The body is too large.
    TooLarge = "too-large", PAYLOAD_TOO_LARGE, "The request is too large",
        "Send fewer entries at once. A whole journal goes to the import.";
    /// It is of a kind that is not read.
    Media = "media-type", UNSUPPORTED_MEDIA_TYPE, "This media type is not read",
        "Send application/json, and for the import application/x-ndjson.";
    /// It is meant for another host.
    WrongHost = "wrong-host", MISDIRECTED_REQUEST, "This is another host",
        "This server answers to 127.0.0.1, localhost and [::1] with its own port, so that no other website can reach it under a name of its own.";
    /// A field has a value that it may not have.
    Invalid = "invalid", UNPROCESSABLE_ENTITY, "A field is not as it has to be",
        "The JSON can be read, but a field is unknown, missing or out of range. The pointer leads to it, and the detail says what is wrong.";
    /// What was asked may not be played as it is.
    LeftOut = "left-out", UNPROCESSABLE_ENTITY, "It cannot be played as it is",
        "Something in it does not go with the answers of the safety check, a condition in the profile, or what is at hand. The detail names each technique and the reason.";
    /// No plan fits.
    NothingFits = "nothing-fits", UNPROCESSABLE_ENTITY, "Nothing fits this wish",
        "No routine can be made within these minutes, with these positions and this equipment. The detail says which wish to give up.";
    /// A fault of the program.
    Internal = "internal", INTERNAL_SERVER_ERROR, "Something went wrong here",
        "This is a fault of the program and not of the request. The log on the server's standard error tells more.";
    /// The journal cannot be used at the moment.
    Journal = "journal", SERVICE_UNAVAILABLE, "The journal cannot be used",
        "Nothing was written. The detail says what is in the way: a full disk, a folder that is read-only, another program that holds the file. Mend it and send the same again; what is in the journal already is not written twice.";
    /// Too much at once.
    Busy = "busy", SERVICE_UNAVAILABLE, "Too much is asked at once",
        "Try again in a moment.";
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Problem {
    /// Which kind it is.
    pub kind: Kind,
    /// What happened, to what, and what to do, in a sentence.
    pub detail: String,
    /// The field at fault, as a JSON pointer (RFC 6901) into the body, or the name of a query parameter.
    pub pointer: Option<String>,
}

/// What everything returns that may go wrong.
pub type Outcome<T> = Result<T, Problem>;

/// A problem (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemWire<'p> {
    /// Its stable type: an address of this server that explains it.
    r#type: String,
    /// What it is, in a few words.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// What happened, to what, and what to do.
    detail: &'p str,
    /// The field at fault: a JSON pointer into the body, or the name of a parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'p str>,
}

impl Kind {
    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

impl Problem {
    /// A problem that is said in a clause or a sentence.
    pub fn new(kind: Kind, detail: impl AsRef<str>) -> Self {
        Self {
            kind,
            detail: sentence(detail.as_ref()),
            pointer: None,
        }
    }

    /// A field has a value that it may not have.
    pub fn invalid(pointer: impl Into<String>, detail: impl AsRef<str>) -> Self {
        Self::new(Kind::Invalid, detail).at(pointer)
    }

    /// The same with the field at fault.
    #[must_use]
    pub fn at(self, pointer: impl Into<String>) -> Self {
        Self {
            pointer: Some(pointer.into()),
            ..self
        }
    }
}

impl From<journal::Error> for Problem {
    fn from(error: journal::Error) -> Self {
        let kind = match &error {
            journal::Error::Conflict { .. } => Kind::Conflict,
            journal::Error::Invalid { .. } => Kind::Invalid,
            _ => Kind::Journal,
        };
        Self::new(kind, error.to_string())
    }
}

impl From<unhunch_host::Error> for Problem {
    fn from(error: unhunch_host::Error) -> Self {
        Self::new(Kind::Journal, error.message)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.kind.status();
        let wire = ProblemWire {
            r#type: format!("/problems/{}", self.kind.word()),
            title: self.kind.title(),
            status: status.as_u16(),
            detail: &self.detail,
            pointer: self.pointer.as_deref(),
        };
        let text = serde_json::to_string(&wire).unwrap_or_default();
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static(MEDIA)),
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        let mut response = (status, headers, text).into_response();
        if self.kind == Kind::Busy {
            let soon = HeaderValue::from_static("1");
            response.headers_mut().insert(RETRY_AFTER, soon);
        }
        // Who asked for a page is told on one, and the log tells the kind.
        response.extensions_mut().insert(self);
        response
    }
}

/// There is nothing with this name.
pub fn not_found(detail: impl AsRef<str>) -> Problem {
    Problem::new(Kind::NotFound, detail)
}

/// What is answered for an address that nobody has.
pub(crate) async fn no_such_page(OriginalUri(uri): OriginalUri) -> Problem {
    // A long address is not sent back whole.
    let path: String = uri.path().chars().take(200).collect();
    not_found(format!("nothing is at {path}"))
}

/// What is answered for an address that is there, but not for the method.
pub(crate) async fn no_such_method() -> Problem {
    Problem::new(Kind::Method, "this address does not take this method")
}
