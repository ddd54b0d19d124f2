//! What a narrow bar has no room for.

use askama::Template;
use axum::response::Response;

use super::frame::{Frame, Here};
use super::visit::Visit;
use crate::problem::Outcome;

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "more.html")]
pub(crate) struct MoreView {
    /// What stands around it.
    pub(crate) frame: Frame,
}

/// What a narrow bar has no room for.
///
/// # Errors
///
/// As [`super::page`].
pub(super) async fn page(visit: Visit) -> Outcome<Response> {
    super::page(&MoreView {
        frame: visit.frame("More", Here::More),
    })
}
