//! unhunch in a browser: web pages, and an API that other programs can build on.
//!
//! ```text
//! socket --> run --> guard --> router --> pages, api, assets --> keeper (two threads with the journal)
//!                                              |
//!                                              +--> core: plans, timelines, what may be played
//! ```
//!
//! [`router`] is the whole server without a socket, a clock or a signal: tests call it as a function.
//! [`run`] is the edge. Nothing that blocks runs on the threads that answer requests: the journal is
//! [`keeper`]'s, and plans are made aside.

pub mod acts;
mod api;
pub mod assets;
mod connections;
mod guard;
mod health;
pub mod keeper;
mod log;
mod metrics;
mod pages;
mod patient;
mod pictures;
pub mod prepared;
pub mod preview;
mod probe;
pub mod problem;
mod reference;
mod run;
mod schema;
pub mod shelf;
mod state;
mod unpacked;
pub mod wire;

pub use log::log;
pub use probe::probe;
pub use run::{Failure, Listen, run};
pub use state::{App, Setup, Wall};

use axum::Router;
use axum::middleware::from_fn;

/// Everything that is served, behind everything that guards it.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .merge(pages::router())
        .merge(api::router())
        .merge(reference::router())
        .merge(health::router())
        .merge(assets::router())
        .merge(schema::router())
        .fallback(problem::no_such_page)
        .method_not_allowed_fallback(problem::no_such_method)
        .layer(from_fn(pages::in_words));
    guard::around(routes, &app).with_state(app)
}
