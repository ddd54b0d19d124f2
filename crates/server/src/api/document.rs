//! What the document says of every operation alike, and what its types cannot say themselves.

use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Response};

use crate::problem::MEDIA;

/// The document with an answer for everything that may go wrong anywhere.
pub(super) fn completed(mut document: OpenApi) -> OpenApi {
    for item in document.paths.paths.values_mut() {
        for operation in operations(item) {
            let responses = &mut operation.responses.responses;
            responses.insert("default".to_owned(), RefOr::T(whatever()));
        }
    }
    document
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let all = [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.delete,
    ];
    all.into_iter().flatten()
}

/// A problem of any other kind.
fn whatever() -> Response {
    let schema = Ref::from_schema_name("Problem");
    let mut response = Response::new(
        "Whatever else is wrong: what cannot be read, another media type, too large, too slow, another host; or a \
         fault here",
    );
    response
        .content
        .insert(MEDIA.to_owned(), RefOr::T(Content::new(Some(schema))));
    response
}
